import path from 'node:path';
import type { Logger } from 'pino';
import { builtInEmbedder } from '../adapters/embeddings/built-in.ts';
import { createActionsTestRunner } from '../adapters/github/actions-test-runner.ts';
import { cloneUrl } from '../adapters/github/clone-url.ts';
import { createGitHubPublisher } from '../adapters/github/github-publisher.ts';
import {
  createInstallationClient,
  type GitHubApp,
  type InstallationClient,
} from '../adapters/github/installation-client.ts';
import { mayWrite } from '../adapters/github/permission.ts';
import { reply } from '../adapters/github/reply.ts';
import type { Model } from '../agent/model.ts';
import { answerCommand } from '../tasks/answer-command.ts';
import type { FixParts } from '../tasks/fix.ts';
import { fixIssue } from '../tasks/fix-issue.ts';
import type { FixRecord } from '../tasks/fix-record.ts';
import type { TaskWork } from '../tasks/run-task.ts';
import type { FixRequest, GitHubRepository, Task } from '../tasks/task.ts';
import { fetchCommit } from '../workspace/clone-repository.ts';
import type { Stores } from './runtime.ts';

export interface GitHubWorld {
  readonly app: GitHubApp;
  readonly model: Model;
  /** Where clones are kept. */
  readonly home: string;
  readonly log: Logger;
  /** Seconds between looks at a test run; the longest that a lost webhook can cost. */
  readonly pollSeconds: number;
}

/** Gives a task of GitHub what it works with. */
export function openOnGitHub(task: Task, record: FixRecord | null, stores: Stores, world: GitHubWorld): TaskWork {
  const { request } = task;
  const { repository } = request;
  if (repository.host !== 'github') throw new Error(`Task ${task.id} is not for a repository on GitHub.`);
  const client = createInstallationClient(world.app, repository);
  if (request.kind === 'fix') {
    const parts = fixParts(task.id, request, repository, client, stores, world);
    return fixIssue(task.id, request, parts, record ?? undefined);
  }
  if (request.kind === 'answer') {
    const context = { client, repository, issueNumber: request.issueNumber, taskId: task.id, log: world.log };
    return answerCommand(request, {
      store: stores.tasks,
      mayWrite: (login) => mayWrite(context, login),
      reply: (body) => reply(context, body),
    });
  }
  throw new Error(`There is no ${request.kind} task yet.`);
}

function fixParts(
  taskId: string,
  { issue, commentId }: FixRequest,
  repository: GitHubRepository,
  client: InstallationClient,
  { tasks, chunkStore, chunkSearch }: Stores,
  { app, model, home, log, pollSeconds }: GitHubWorld,
): FixParts {
  const { id, owner, name, defaultBranch } = repository;
  return {
    publisher: createGitHubPublisher({ client, repository, issueNumber: issue.number, taskId, commentId, log }),
    testRunner: createActionsTestRunner({
      octokit: async () => client.with({ actions: 'write', contents: 'read' }),
      owner,
      repo: name,
      defaultBranch,
      pollSeconds,
    }),
    model,
    async fetchCommit(commit) {
      const gitDir = path.join(home, 'repositories', `${id}.git`);
      const token = await client.mintToken({ contents: 'read' });
      await fetchCommit({ url: cloneUrl(app.apiUrl, owner, name), token, gitDir, commit });
      return gitDir;
    },
    chunkStore,
    chunkSearch,
    embedders: { builtIn: builtInEmbedder, all: [builtInEmbedder] },
    saveRecord: (record) => tasks.saveRecord(taskId, record),
  };
}
