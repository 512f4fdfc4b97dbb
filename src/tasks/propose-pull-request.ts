import type { Base, PullRequestRef } from '../publish/publisher.ts';
import { pullRequestBody, pullRequestTitle } from '../publish/pull-request.ts';
import type { Fix } from './fix.ts';
import { headOf } from './fix-record.ts';
import type { Outcome } from './outcome.ts';

/** Opens the pull request of a change after which nothing fails that passed before. */
export async function proposeFix(task: Fix, base: Base, branch: string): Promise<Outcome> {
  const pullRequest = await openPullRequest(task, base, branch, { draft: false });
  const head = headOf(task.record)?.sha ?? base.sha;
  const where = `${head}, the head of ${place(pullRequest, branch)}`;
  if (task.record.iterations.at(-1)?.verdict.kind === 'green') {
    return {
      kind: 'fixed',
      reason: `The repository's tests passed on ${where}.`,
      next: 'Review the change and merge it.',
    };
  }
  return {
    kind: 'nothing new fails',
    reason: `On ${where}, only tests fail that fail on the base commit as well, or that are flaky.`,
    next: 'Review the change: no run succeeded as a whole, so it is not shown to be a fix.',
  };
}

/** Ends without a fix. Work that was committed is left as a draft that a person can go on from. */
export async function handOver(task: Fix, base: Base, branch: string, outcome: Outcome): Promise<Outcome> {
  if (headOf(task.record) === null) return outcome;
  const pullRequest = await openPullRequest(task, base, branch, { draft: true });
  return { ...outcome, reason: `${outcome.reason} The work so far is in ${place(pullRequest, branch)}.` };
}

async function openPullRequest(
  { record, steps, publisher }: Fix,
  base: Base,
  branch: string,
  { draft }: { draft: boolean },
): Promise<PullRequestRef | null> {
  const [title, body] = [pullRequestTitle(record), pullRequestBody(record)];
  const opened = await steps.run('open the pull request', () =>
    publisher.openPullRequest({ branch, base: base.branch, title, body, draft }),
  );
  record.pullRequest = opened;
  return opened;
}

function place(pullRequest: PullRequestRef | null, branch: string): string {
  if (!pullRequest) return `the branch ${branch}`;
  return `${pullRequest.draft ? 'draft ' : ''}pull request #${pullRequest.number}`;
}
