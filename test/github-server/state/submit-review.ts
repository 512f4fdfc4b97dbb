import { z } from 'zod';
import { resolveCommit } from '../git/commits.ts';
import { differences, type FileDifference } from '../git/compare.ts';
import { diffLines, findDiffLine } from '../git/diff-lines.ts';
import { mergeBase, readRef } from '../git/refs.ts';
import { Refusal } from '../http/refusal.ts';
import { longestBody } from './change-issue.ts';
import type { PullRequest } from './issue.ts';
import type { Repository } from './repository.ts';
import type { Review, ReviewAnchor, ReviewComment } from './review.ts';
import type { User } from './user.ts';
import { timestamp, type World } from './world.ts';

const side = z.enum(['LEFT', 'RIGHT']);

export const anchorRequest = z.object({
  path: z.string(),
  body: z.string(),
  line: z.number().int().optional(),
  side: side.default('RIGHT'),
  start_line: z.number().int().optional(),
  start_side: side.optional(),
});

export const reviewRequest = z.object({
  commit_id: z.string().optional(),
  body: z.string().default(''),
  event: z.enum(['APPROVE', 'REQUEST_CHANGES', 'COMMENT']).default('COMMENT'),
  comments: z.array(anchorRequest).default([]),
});

const states = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;

export function unprocessableEntity(problem: string): Refusal {
  return new Refusal(422, `Unprocessable Entity: "${problem}"`, [problem]);
}

/**
 * Submits a review with all its comments, or none of it.
 *
 * @throws 422 for a comment outside the diff, an approval by the pull request's own author, and a review that says nothing.
 */
export async function submitReview(
  world: World,
  repository: Repository,
  pull: PullRequest,
  user: User,
  request: z.input<typeof reviewRequest>,
): Promise<{ review: Review; comments: ReviewComment[] }> {
  const { body, comments, commit_id: commitId = pull.headSha, event } = reviewRequest.parse(request);
  if (event !== 'COMMENT' && user.id === pull.issue.user.id) {
    const act = event === 'APPROVE' ? 'approve' : 'request changes on';
    throw unprocessableEntity(`Can not ${act} your own pull request`);
  }
  if (event !== 'APPROVE' && body.trim() === '' && comments.length === 0) {
    throw unprocessableEntity('Review cannot be blank');
  }
  checkLength(body);
  const files = await diffOf(repository, pull, commitId);
  const now = timestamp();
  const review: Review = { id: world.nextId(), user, state: states[event], commit: commitId, submittedAt: now, body };
  const placed = comments.map(
    (comment): ReviewComment => ({
      id: world.nextId(),
      reviewId: review.id,
      user,
      ...place(files, comment),
      commit: commitId,
      inReplyTo: null,
      createdAt: now,
      reactions: [],
      body: checkLength(comment.body),
      updatedAt: now,
    }),
  );
  pull.reviews.push(review);
  pull.reviewComments.push(...placed);
  return { review, comments: placed };
}

/** Answers in a thread; as on GitHub, that is a review of its own. */
export function replyInThread(
  world: World,
  pull: PullRequest,
  root: ReviewComment,
  user: User,
  body: string,
): { review: Review; comment: ReviewComment } {
  if (body.trim() === '') throw unprocessableEntity('Body cannot be blank');
  const now = timestamp();
  const { anchor, commit, diffHunk } = root;
  const review: Review = { id: world.nextId(), user, state: 'COMMENTED', commit, submittedAt: now, body: '' };
  const comment: ReviewComment = {
    id: world.nextId(),
    reviewId: review.id,
    user,
    anchor,
    commit,
    diffHunk,
    inReplyTo: root.id,
    createdAt: now,
    reactions: [],
    body: checkLength(body),
    updatedAt: now,
  };
  pull.reviews.push(review);
  pull.reviewComments.push(comment);
  return { review, comment };
}

/** Reviews are refused in sentences, where comments are refused by field. */
function checkLength(body: string): string {
  if (body.length > longestBody) throw unprocessableEntity(`Body is too long (maximum is ${longestBody} characters)`);
  return body;
}

async function diffOf(repository: Repository, pull: PullRequest, commit: string): Promise<FileDifference[]> {
  const { gitDir } = repository;
  if ((await resolveCommit(gitDir, commit)) === undefined) throw unprocessableEntity('Commit could not be resolved');
  const base = (await readRef(gitDir, `refs/heads/${pull.base}`)) ?? pull.headSha;
  return differences(gitDir, (await mergeBase(gitDir, base, commit)) ?? base, commit);
}

function place(
  files: readonly FileDifference[],
  comment: z.output<typeof anchorRequest>,
): { anchor: ReviewAnchor; diffHunk: string } {
  const file = files.find(({ path }) => path === comment.path);
  if (file === undefined) throw unprocessableEntity('Path could not be resolved');
  const lines = diffLines(file.patch);
  const end = comment.line === undefined ? undefined : findDiffLine(lines, comment.side, comment.line);
  if (comment.line === undefined || end === undefined) throw unprocessableEntity('Line could not be resolved');
  const { start_line: startLine, start_side: startSide = comment.side } = comment;
  if (startLine !== undefined) {
    const start = findDiffLine(lines, startSide, startLine);
    if (start === undefined) throw unprocessableEntity('Start line could not be resolved');
    if (start.hunk !== end.hunk) throw unprocessableEntity('Start line must be part of the same hunk as the line');
    if (start.index >= end.index) throw unprocessableEntity('Start line must precede the end line');
  }
  const patch = file.patch.split('\n');
  const head = patch.findLastIndex((line, index) => index < end.index && line.startsWith('@@ '));
  return {
    anchor: {
      path: comment.path,
      side: comment.side,
      line: comment.line,
      startSide: startLine === undefined ? null : startSide,
      startLine: startLine ?? null,
    },
    diffHunk: patch.slice(head, end.index + 1).join('\n'),
  };
}
