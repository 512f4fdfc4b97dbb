import { ulid } from 'ulid';
import { createActionsTestRunner } from '../../adapters/github/actions-test-runner.ts';
import { createGitHubPublisher } from '../../adapters/github/github-publisher.ts';
import { readConfiguration } from '../../adapters/github/read-configuration.ts';
import type { FixParts } from '../../tasks/fix/fix.ts';
import type { TaskContext } from './github-world.ts';
import { memoryParts } from './memory-parts.ts';

/** @param place the issue or pull request that the fix reports to, and the comment that asked for it. */
export function fixParts(
  context: TaskContext,
  place: { readonly number: number; readonly commentId: number | null },
): FixParts {
  const { number, commentId } = place;
  const { taskId, repository, client, index, stores, world } = context;
  const { tasks, baselines, chunkSearch } = stores;
  const { modelsFor, tasksPerDay, log, pollSeconds } = world;
  const { owner, name, defaultBranch } = repository;
  return {
    ...index,
    publisher: createGitHubPublisher({ client, repository, issueNumber: number, taskId, commentId, log }),
    readConfiguration: () => readConfiguration({ client, repository }),
    testRunnerFor: (config) =>
      createActionsTestRunner({
        octokit: async () => client.with({ actions: 'write', contents: 'read' }),
        owner,
        repo: name,
        defaultBranch,
        workflowFile: config.test.workflow,
        pollSeconds,
      }),
    // Code that a model wrote runs nowhere on the server: where it is to be checked, the workflow does it before the tests.
    codeCheckFor: () => null,
    baselines,
    memory: memoryParts(context),
    modelsFor,
    chunkSearch,
    async indexBehind(commit) {
      if (index.embedders.all.length === 1) return;
      // Only added: a task cannot put another on a queue, so the reconciler does.
      await tasks.add(ulid(), { kind: 'index', repository, commit }, `${repository.id}:${commit}`);
    },
    countedRequests: tasks.countedRequests,
    elapsed: () => tasks.elapsed(taskId),
    tasksPerDay,
    countTask: (limits) => tasks.countTask(taskId, limits),
    fixedMeanwhile: () => tasks.fixedMeanwhile(taskId),
    takeOverPlan: (base) => tasks.takeOverPlan(taskId, base),
    answerTo: (hash) => tasks.answerTo(taskId, hash),
    approvedBy: (approval) => tasks.approvedBy(taskId, approval),
    saveRecord: (record) => tasks.saveRecord(taskId, record),
  };
}
