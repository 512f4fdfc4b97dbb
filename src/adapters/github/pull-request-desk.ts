import { setTimeout as pause } from 'node:timers/promises';
import type { PullRequestDesk, PullRequestState } from '../../publish/pull-request-desk.ts';
import { readForeignRun } from './actions/read-foreign-run.ts';
import type { TestWorkflow } from './actions/test-workflow.ts';
import { openThreads } from './open-threads.ts';
import { pushBranch } from './push-branch.ts';
import { readBranch } from './read-branch.ts';
import { replyInThread } from './reply-in-thread.ts';
import { resolveThreads } from './resolve-threads.ts';
import { submitReview } from './submit-review.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';
import { withWorkflows } from './with-workflows.ts';

/** GitHub finds out in the background whether a pull request can be merged, once somebody asks. */
const mostLooks = 6;

export interface DeskParts {
  readonly context: TaskContext;
  /** A client that may read runs of Actions. */
  readonly octokit: TestWorkflow['octokit'];
  /** Seconds between looks. */
  readonly lookSeconds: number;
}

/** The pull request that is the `issueNumber` of the task's context. */
export function createPullRequestDesk({ context, octokit, lookSeconds }: DeskParts): PullRequestDesk {
  const runs = { octokit, ...ownerAndRepo(context), lookSeconds };
  return {
    async read(signal) {
      for (let look = 1; ; look += 1) {
        const state = await readState(context);
        if (!state.open || state.mergeable !== null || look === mostLooks) return state;
        await pause(lookSeconds * 1000, undefined, { signal });
      }
    },
    async mergeBase(base, head) {
      const { repos } = context.client.with({ contents: 'read' }).rest;
      const { data } = await repos.compareCommitsWithBasehead({
        ...ownerAndRepo(context),
        basehead: `${base}...${head}`,
        per_page: 1,
      });
      return data.merge_base_commit.sha;
    },
    openThreads: () => openThreads(context),
    push: (branch, from, to, { isMerge }) =>
      pushBranch(isMerge ? { ...context, client: withWorkflows(context.client) } : context, branch, from, to),
    offer: (review) => submitReview(context, review),
    readRun: (runId, commit, signal) => readForeignRun(runs, runId, commit, signal),
    reply: (thread, body) => replyInThread(context, thread, body),
    resolve: (threads) => resolveThreads(context, threads),
  };
}

async function readState(context: TaskContext): Promise<PullRequestState> {
  const { pulls } = context.client.with({ pull_requests: 'write', contents: 'read' }).rest;
  const { data } = await pulls.get({ ...ownerAndRepo(context), pull_number: context.issueNumber });
  // `base.sha` is where the base branch was when the pull request changed last.
  const baseSha = (await readBranch(context, data.base.ref)) ?? data.base.sha;
  return {
    open: data.state === 'open',
    draft: data.draft ?? false,
    branch: data.head.ref,
    head: data.head.sha,
    // A fork that was deleted is null here.
    ownRepository: data.head.repo?.id === context.repository.id,
    base: { branch: data.base.ref, sha: baseSha },
    mergeable: data.mergeable,
  };
}
