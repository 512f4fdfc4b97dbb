import { rm } from 'node:fs/promises';
import path from 'node:path';
import { commitAside } from '../adapters/local-git/commit-aside.ts';
import { createLocalPublisher } from '../adapters/local-git/local-publisher.ts';
import { readConfiguration } from '../adapters/local-git/read-configuration.ts';
import { defaultLimits } from '../adapters/sandbox/default-limits.ts';
import { createLocalCodeCheck } from '../adapters/sandbox/local-code-check.ts';
import { createLocalTestRunner } from '../adapters/sandbox/local-test-runner.ts';
import type { Sandbox } from '../adapters/sandbox/sandbox.ts';
import { inFolder } from '../config/in-folder.ts';
import type { RepositoryConfig } from '../config/repository-config.ts';
import type { FixParts } from '../tasks/fix/fix.ts';
import type { FixRecord } from '../tasks/fix/fix-record.ts';
import { fixIssue } from '../tasks/fix-issue.ts';
import { learnFromBranches } from '../tasks/learn-from-branches.ts';
import type { TaskWork } from '../tasks/run-task.ts';
import { repositoryKey, type Task } from '../tasks/task.ts';
import type { Approval } from '../tasks/task-store.ts';
import { builtInEmbedders } from './embedders.ts';
import type { Stores } from './stores.ts';

export interface LocalWorld {
  readonly modelsFor: FixParts['modelsFor'];
  /** The state of this repository. */
  readonly home: string;
  /** What the test command sees of the environment. */
  readonly testEnvironment: Readonly<Record<string, string>>;
  /** What the test command runs in. */
  readonly sandbox: Sandbox;
  readonly onProgress: (line: string) => void;
}

/** Gives a task for a repository of this machine what it works with. */
export function openLocally(
  task: Task,
  record: FixRecord | null,
  { tasks, baselines, patterns, chunkStore, chunkSearch }: Stores,
  { modelsFor, home, testEnvironment, sandbox, onProgress }: LocalWorld,
): TaskWork {
  const { id, request } = task;
  if (request.kind !== 'fix' || request.repository.host !== 'local') {
    throw new Error(`Task ${id} is not a fix in a repository of this machine.`);
  }
  const { gitDir, base, commit, directory, testCommand, setupCommand } = request.repository;
  const repository = repositoryKey(request.repository);
  const workTree = path.join(home, 'test-runs', id);
  const tests = {
    gitDir,
    directory: workTree,
    sourceDirectory: directory,
    setupCommand,
    sandbox,
    limits: defaultLimits(),
    environment: testEnvironment,
  };
  const parts = {
    publisher: createLocalPublisher({ gitDir, base, commit, onProgress }),
    readConfiguration: () => readConfiguration(gitDir, commit),
    testRunnerFor: () => createLocalTestRunner({ ...tests, testCommand }),
    codeCheckFor: ({ validate: { command, workingDirectory } }: RepositoryConfig) =>
      command === undefined
        ? null
        : createLocalCodeCheck({
            ...tests,
            command: inFolder({ command, workingDirectory }),
            commitAside: (parent, changes) => commitAside(gitDir, parent, changes),
          }),
    baselines,
    memory: {
      store: patterns,
      owner: { repository, installation: null, origin: null },
      sharedBy: async () => false,
      catchUp: (at: string) => learnFromBranches(patterns, { repository, gitDir, commit: at }),
    },
    modelsFor,
    // The repository is read where it is: nothing is checked out of it but what the tests run on.
    fetchCommit: async () => gitDir,
    chunkStore,
    chunkSearch,
    embedders: builtInEmbedders,
    indexBehind: async () => undefined,
    countedRequests: tasks.countedRequests,
    elapsed: () => tasks.elapsed(id),
    // Whoever works on a machine of their own pays for it, and sees it.
    tasksPerDay: { repository: Number.POSITIVE_INFINITY, installation: Number.POSITIVE_INFINITY },
    countTask: async () => ({ kind: 'room' }) as const,
    fixedMeanwhile: () => tasks.fixedMeanwhile(id),
    takeOverPlan: (base: string) => tasks.takeOverPlan(id, base),
    answerTo: (hash: string) => tasks.answerTo(id, hash),
    approvedBy: (approval: Approval) => tasks.approvedBy(id, approval),
    saveRecord: (saved: FixRecord) => tasks.saveRecord(id, saved),
  };
  const work = fixIssue(id, request, parts, record);
  return {
    run: work.run,
    async conclude(outcome, steps) {
      await work.conclude(outcome, steps);
      await rm(workTree, { recursive: true, force: true });
    },
  };
}
