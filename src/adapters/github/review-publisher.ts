import type { PullRequestState, ReviewPublisher } from '../../publish/review-publisher.ts';
import { acknowledge } from './acknowledge.ts';
import { statusOf } from './github-error.ts';
import { openFindings } from './open-findings.ts';
import { mayWrite } from './permission.ts';
import { readEarlierFindings } from './read-earlier-findings.ts';
import { submitReview } from './submit-review.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';
import { writeCheck } from './write-check.ts';

/** Reviews one pull request on GitHub. */
export function createGitHubReviewPublisher(
  context: TaskContext & { readonly commentId: number | null },
): ReviewPublisher {
  return {
    mayWrite: (login) => mayWrite(context, login),
    acknowledge: () => acknowledge(context, context.commentId),
    readPullRequest: () => readPullRequest(context),
    readEarlierFindings: () => readEarlierFindings(context),
    openFindings: () => openFindings(context),
    submitReview: (review) => submitReview(context, review),
    writeCheck: (check) => writeCheck(context, check, 'goat review'),
  };
}

/** https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue */
const closing = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):? #(\d{1,9})\b/i;

async function readClosedIssue(context: TaskContext, body: string): Promise<string | null> {
  const number = closing.exec(body)?.[1];
  if (number === undefined) return null;
  try {
    const { issues } = context.client.with({ issues: 'read' }).rest;
    const { data } = await issues.get({ ...ownerAndRepo(context), issue_number: Number(number) });
    return `${data.title}\n\n${data.body ?? ''}`;
  } catch (error) {
    // A number that names nothing is nothing to wait for.
    if (statusOf(error) === 404 || statusOf(error) === 410) return null;
    throw error;
  }
}

async function readPullRequest(context: TaskContext): Promise<PullRequestState> {
  const { pulls, repos } = context.client.with({ pull_requests: 'read', contents: 'read' }).rest;
  const { data } = await pulls.get({ ...ownerAndRepo(context), pull_number: context.issueNumber });
  const { data: compared } = await repos.compareCommitsWithBasehead({
    ...ownerAndRepo(context),
    basehead: `${data.base.sha}...${data.head.sha}`,
    per_page: 1,
  });
  return {
    title: data.title,
    body: data.body ?? '',
    author: data.user.login,
    closes: await readClosedIssue(context, data.body ?? ''),
    authorIsBot: data.user.type === 'Bot',
    isOpen: data.state === 'open',
    isDraft: data.draft ?? false,
    head: data.head.sha,
    mergeBase: compared.merge_base_commit.sha,
    isFromFork: data.head.repo?.id !== data.base.repo.id,
  };
}
