import path from 'node:path';
import type { Logger } from 'pino';
import { ulid } from 'ulid';
import { createActionsTestRunner } from '../adapters/github/actions-test-runner.ts';
import { cloneUrl } from '../adapters/github/clone-url.ts';
import { createGitHubPublisher } from '../adapters/github/github-publisher.ts';
import {
  createInstallationClient,
  type GitHubApp,
  type InstallationClient,
} from '../adapters/github/installation-client.ts';
import { lastComment } from '../adapters/github/last-comment.ts';
import { mergeBase } from '../adapters/github/merge-base.ts';
import { mayWrite } from '../adapters/github/permission.ts';
import { createPullRequestDesk } from '../adapters/github/pull-request-desk.ts';
import { readConfiguration } from '../adapters/github/read-configuration.ts';
import { readEarlierFindings } from '../adapters/github/read-earlier-findings.ts';
import { reply } from '../adapters/github/reply.ts';
import { createGitHubReviewPublisher } from '../adapters/github/review-publisher.ts';
import { sharesMemory } from '../adapters/github/shares-memory.ts';
import { withWorkflows } from '../adapters/github/with-workflows.ts';
import type { MemoryOwner } from '../memory/pattern-store.ts';
import type { Publisher } from '../publish/publisher.ts';
import { answerCommand } from '../tasks/answer-command.ts';
import type { FixParts, MemoryParts } from '../tasks/fix.ts';
import { fixIssue } from '../tasks/fix-issue.ts';
import type { FixRecord } from '../tasks/fix-record.ts';
import { type IndexParts, indexRepository } from '../tasks/index-repository.ts';
import { learnFromPullRequest } from '../tasks/learn-from-pull-request.ts';
import { mendPullRequest } from '../tasks/mend-pull-request.ts';
import { recheckClaim } from '../tasks/recheck-claim.ts';
import type { RespondParts } from '../tasks/respond.ts';
import { respondToFeedback } from '../tasks/respond-to-feedback.ts';
import { reviewPullRequest } from '../tasks/review-pull-request.ts';
import type { TaskWork } from '../tasks/run-task.ts';
import { setUpRepository } from '../tasks/set-up-repository.ts';
import { shortenRecord } from '../tasks/shorten-record.ts';
import { type FixLimits, type GitHubRepository, type RespondRequest, repositoryKey, type Task } from '../tasks/task.ts';
import { fetchCommit } from '../workspace/clone-repository.ts';
import type { Embedders } from './embedders.ts';
import type { Stores } from './stores.ts';

export interface GitHubWorld {
  readonly app: GitHubApp;
  readonly modelsFor: FixParts['modelsFor'];
  /** The most tasks that ask a model, within 24 hours. */
  readonly tasksPerDay: FixParts['tasksPerDay'];
  /** The most that one task may spend. */
  readonly limits: FixLimits;
  /** Where clones are kept. */
  readonly home: string;
  readonly log: Logger;
  readonly embedders: Embedders;
  /** Seconds between looks at a test run; the longest that a lost webhook can cost. */
  readonly pollSeconds: number;
}

/** Gives a task of GitHub what it works with. */
export function openOnGitHub(task: Task, record: FixRecord | null, stores: Stores, world: GitHubWorld): TaskWork {
  const { request } = task;
  const { repository } = request;
  if (repository.host !== 'github') throw new Error(`Task ${task.id} is not for a repository on GitHub.`);
  const client = createInstallationClient(world.app, repository);
  const index = indexParts(repository, client, stores, world);
  switch (request.kind) {
    case 'fix':
      return fixIssue(
        task.id,
        request,
        fixParts(
          task.id,
          { number: request.issue.number, commentId: request.commentId },
          repository,
          client,
          index,
          stores,
          world,
        ),
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
        memory: memoryParts(repository, stores, world),
      });
    case 'respond': {
      const parts = respondParts(task.id, request, client, index, stores, world);
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

function memoryOwner(repository: GitHubRepository): MemoryOwner {
  const { id, owner, name, installationId } = repository;
  return { repository: repositoryKey(repository), installation: installationId, origin: { id, owner, name } };
}

function memoryParts(
  repository: GitHubRepository,
  { patterns }: Pick<Stores, 'patterns'>,
  { app, log }: Pick<GitHubWorld, 'app' | 'log'>,
): MemoryParts {
  return {
    store: patterns,
    owner: memoryOwner(repository),
    sharedBy: (origin) => {
      const other = { ...repository, ...origin };
      return sharesMemory(createInstallationClient(app, other), other, log);
    },
    // Webhooks tell.
    catchUp: async () => undefined,
  };
}

function indexParts(
  { id, owner, name }: GitHubRepository,
  client: InstallationClient,
  { chunkStore }: Stores,
  { app, home, embedders }: GitHubWorld,
): IndexParts {
  return {
    async fetchCommit(commit) {
      const gitDir = path.join(home, 'repositories', `${id}.git`);
      const token = await client.mintToken({ contents: 'read' });
      await fetchCommit({ url: cloneUrl(app.apiUrl, owner, name), token, gitDir, commit });
      return gitDir;
    },
    chunkStore,
    embedders,
  };
}

function respondParts(
  taskId: string,
  { repository, pullNumber, asked }: RespondRequest,
  client: InstallationClient,
  index: IndexParts,
  stores: Stores,
  world: GitHubWorld,
): RespondParts {
  const { tasks, feedback } = stores;
  const key = repositoryKey(repository);
  const place = { number: pullNumber, commentId: asked?.commentId ?? null };
  return {
    ...fixParts(taskId, place, repository, client, index, stores, world),
    desk: createPullRequestDesk({
      context: { client, repository, issueNumber: pullNumber, taskId, log: world.log },
      octokit: async () => client.with({ actions: 'read' }),
      lookSeconds: Math.min(world.pollSeconds, 2),
    }),
    takeFeedback: () => feedback.take(taskId, key, pullNumber),
    automaticInARow: () => feedback.automaticInARow(taskId, key, pullNumber),
    async earlierWork() {
      const work = await tasks.latestWork(key, pullNumber);
      const record = work === null ? null : await tasks.record(work.id);
      return record?.pullRequest?.number === pullNumber ? shortenRecord(record) : null;
    },
  };
}

function fixParts(
  taskId: string,
  { number, commentId }: { readonly number: number; readonly commentId: number | null },
  repository: GitHubRepository,
  client: InstallationClient,
  index: IndexParts,
  { tasks, baselines, patterns, chunkSearch }: Stores,
  { app, modelsFor, tasksPerDay, log, pollSeconds }: GitHubWorld,
): FixParts {
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
    memory: memoryParts(repository, { patterns }, { app, log }),
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
