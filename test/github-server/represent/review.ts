import { followLine } from '../git/follow-line.ts';
import type { PullRequest } from '../state/issue.ts';
import { fullName, type Repository } from '../state/repository.ts';
import type { Review, ReviewComment } from '../state/review.ts';
import { nodeId, type World } from '../state/world.ts';
import { association, reactionCounts } from './issue.ts';
import { representUser } from './user.ts';

/** @param forWebhook GitHub writes a review's state in small letters there. */
export function representReview(
  world: World,
  repository: Repository,
  pull: PullRequest,
  review: Review,
  forWebhook = false,
) {
  const { html, pull_request: pullUrl } = addresses(world, repository, pull, `pullrequestreview-${review.id}`);
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: representUser(world, review.user),
    body: review.body,
    state: forWebhook ? review.state.toLowerCase() : review.state,
    html_url: html,
    pull_request_url: pullUrl,
    author_association: association(repository, review.user),
    _links: { html: { href: html }, pull_request: { href: pullUrl } },
    submitted_at: review.submittedAt,
    commit_id: review.commit,
    ...(forWebhook ? { updated_at: review.submittedAt } : {}),
  };
}

/** Where a comment stands now; null when what it was written on has changed since. */
export async function currentLine(
  repository: Repository,
  pull: PullRequest,
  { anchor, commit }: ReviewComment,
): Promise<number | null> {
  if (anchor.side === 'LEFT') return anchor.line;
  return (await followLine(repository.gitDir, commit, pull.headSha, anchor.path, anchor.line)) ?? null;
}

export async function representReviewComment(
  world: World,
  repository: Repository,
  pull: PullRequest,
  comment: ReviewComment,
) {
  const { html, pull_request: pullUrl } = addresses(world, repository, pull, `discussion_r${comment.id}`);
  const { anchor } = comment;
  const url = `${world.url}/repos/${fullName(repository)}/pulls/comments/${comment.id}`;
  const line = await currentLine(repository, pull, comment);
  const span = anchor.startLine === null ? 0 : anchor.line - anchor.startLine;
  return {
    url,
    pull_request_review_id: comment.reviewId,
    id: comment.id,
    node_id: nodeId('PullRequestReviewComment', comment.id),
    diff_hunk: comment.diffHunk,
    path: anchor.path,
    commit_id: line === null ? comment.commit : pull.headSha,
    original_commit_id: comment.commit,
    ...(comment.inReplyTo === null ? {} : { in_reply_to_id: comment.inReplyTo }),
    user: representUser(world, comment.user),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    html_url: html,
    pull_request_url: pullUrl,
    author_association: association(repository, comment.user),
    _links: { self: { href: url }, html: { href: html }, pull_request: { href: pullUrl } },
    start_line: line === null || anchor.startLine === null ? null : line - span,
    original_start_line: anchor.startLine,
    start_side: anchor.startSide,
    // The description lets no line be null, where GitHub gives null for an outdated comment.
    ...(line === null ? {} : { line }),
    original_line: anchor.line,
    side: anchor.side,
    subject_type: 'line',
    reactions: reactionCounts(url, comment.reactions),
  };
}

function addresses(world: World, repository: Repository, pull: PullRequest, fragment: string) {
  const { number } = pull.issue;
  return {
    html: `${world.url}/${fullName(repository)}/pull/${number}#${fragment}`,
    pull_request: `${world.url}/repos/${fullName(repository)}/pulls/${number}`,
  };
}
