import { createGitHubPublisher } from '../../adapters/github/github-publisher.ts';
import { createInstallationClient, type InstallationClient } from '../../adapters/github/installation-client.ts';
import { lastComment } from '../../adapters/github/last-comment.ts';
import { mergeBase } from '../../adapters/github/merge-base.ts';
import { mayWrite } from '../../adapters/github/permission.ts';
import { readConfiguration } from '../../adapters/github/read-configuration.ts';
import { readEarlierFindings } from '../../adapters/github/read-earlier-findings.ts';
import { reply } from '../../adapters/github/reply.ts';
import { createGitHubReviewPublisher } from '../../adapters/github/review-publisher.ts';
import { withWorkflows } from '../../adapters/github/with-workflows.ts';
import type { Publisher } from '../../publish/publisher.ts';
import { answerCommand } from '../../tasks/answer-command.ts';
import type { FixRecord } from '../../tasks/fix/fix-record.ts';
import { fixIssue } from '../../tasks/fix-issue.ts';
import { indexRepository } from '../../tasks/index-repository.ts';
import { learnFromPullRequest } from '../../tasks/learn-from-pull-request.ts';
import { mendPullRequest } from '../../tasks/mend-pull-request.ts';
import { recheckClaim } from '../../tasks/recheck-claim.ts';
import { respondToFeedback } from '../../tasks/respond-to-feedback.ts';
import { reviewPullRequest } from '../../tasks/review-pull-request.ts';
import type { TaskWork } from '../../tasks/run-task.ts';
import { setUpRepository } from '../../tasks/set-up-repository.ts';
import type { GitHubRepository, Task } from '../../tasks/task.ts';
import type { Stores } from '../stores.ts';
import { fixParts } from './fix-parts.ts';
import type { GitHubWorld, TaskContext } from './github-world.ts';
import { indexParts } from './index-parts.ts';
import { memoryOwner, memoryParts } from './memory-parts.ts';
import { respondParts } from './respond-parts.ts';

/** Gives a task of GitHub what it works with. */
export function openOnGitHub(task: Task, record: FixRecord | null, stores: Stores, world: GitHubWorld): TaskWork {
  const { request } = task;
  const { repository } = request;
  if (repository.host !== 'github') throw new Error(`Task ${task.id} is not for a repository on GitHub.`);
  const client = createInstallationClient(world.app, repository);
  const index = indexParts(repository, client, stores, world);
  const context: TaskContext = { taskId: task.id, repository, client, index, stores, world };
  switch (request.kind) {
    case 'fix':
      return fixIssue(
        task.id,
        request,
        fixParts(context, { number: request.issue.number, commentId: request.commentId }),
        record,
      );
    case 'setup':
      return setUpRepository(task.id, request, {
        publisher: createGitHubPublisher({
          client: withWorkflows(client),
          repository,
          issueNumber: request.issueNumber,
          taskId: task.id,
          commentId: request.commentId,
          log: world.log,
        }),
        fetchCommit: index.fetchCommit,
      });
    case 'review':
      return reviewPullRequest(task.id, request, {
        ...index,
        publisher: createGitHubReviewPublisher({
          client,
          repository,
          issueNumber: request.issueNumber,
          taskId: task.id,
          commentId: request.commentId,
          log: world.log,
        }),
        readConfiguration: () => readConfiguration({ client, repository }),
        reviews: stores.reviews,
        chunkSearch: stores.chunkSearch,
        modelsFor: world.modelsFor,
        limits: world.limits,
        tasksPerDay: world.tasksPerDay,
        countTask: (limits) => stores.tasks.countTask(task.id, limits),
        elapsed: () => stores.tasks.elapsed(task.id),
        memory: memoryParts(context),
      });
    case 'respond': {
      const parts = respondParts(context, request);
      const { asked } = request;
      return asked === undefined
        ? respondToFeedback(task.id, request, parts, record)
        : mendPullRequest(task.id, { ...request, asked }, parts, record);
    }
    case 'index':
      return indexRepository(request, index);
    case 'recheck':
      return recheckClaim(request, {
        store: stores.tasks,
        publisherOf: (fix) => publisherOf(fix, repository, client, world),
      });
    case 'learn':
      return learnFromPullRequest(request, {
        store: stores.patterns,
        owner: memoryOwner(repository),
        readConfiguration: () => readConfiguration({ client, repository }),
        mayWrite: (login) => mayWrite({ client, repository, log: world.log }, login),
        fetchCommit: index.fetchCommit,
        mergeBase: (mergeCommit, head) => mergeBase({ client, repository }, mergeCommit, head),
        reviews: stores.reviews,
        refusals: async (pullNumber) => {
          const context = { client, repository, issueNumber: pullNumber, taskId: task.id, log: world.log };
          return (await readEarlierFindings(context)).refused;
        },
        lastComment: (pullNumber, login) => lastComment({ client, repository }, pullNumber, login),
      });
    case 'answer': {
      const context = { client, repository, issueNumber: request.issueNumber, taskId: task.id, log: world.log };
      return answerCommand(request, {
        store: stores.tasks,
        memory: { store: stores.patterns, owner: memoryOwner(repository) },
        mayWrite: (login) => mayWrite(context, login),
        reply: (body) => reply(context, body),
      });
    }
  }
}

/** Publishes in the name of a fix, from another task. */
function publisherOf(
  { id, request }: Task,
  repository: GitHubRepository,
  client: InstallationClient,
  { log }: GitHubWorld,
): Publisher {
  if (request.kind !== 'fix' && request.kind !== 'respond') throw new Error(`Task ${id} opened no pull request.`);
  const issueNumber = request.kind === 'fix' ? request.issue.number : request.pullNumber;
  return createGitHubPublisher({ client, repository, issueNumber, taskId: id, commentId: null, log });
}
