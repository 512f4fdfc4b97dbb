import { z } from 'zod';
import { differences } from '../git/compare.ts';
import { mergeBase, readRef } from '../git/refs.ts';
import { page } from '../http/page.ts';
import { notFound } from '../http/refusal.ts';
import { created, ok, type RepositoryCall, type Route, repositoryRoute } from '../http/route.ts';
import { representDifference } from '../represent/commit.ts';
import { representReaction } from '../represent/issue.ts';
import { representReview, representReviewComment } from '../represent/review.ts';
import { react } from '../state/change-issue.ts';
import { type PullRequest, reactionContents } from '../state/issue.ts';
import type { ReviewComment } from '../state/review.ts';
import { replyInThread, reviewRequest, submitReview, unprocessableEntity } from '../state/submit-review.ts';
import type { World } from '../state/world.ts';
import { reviewEvents } from '../webhooks/review-events.ts';

const bodyRequest = z.object({ body: z.string() });
const reactionRequest = z.object({ content: z.enum(reactionContents) });

/** https://docs.github.com/en/rest/pulls/reviews and https://docs.github.com/en/rest/pulls/comments */
export function reviewRoutes(world: World): Route[] {
  const { bot } = world.app;
  const comments = (call: RepositoryCall, pull: PullRequest, wanted: readonly ReviewComment[]) =>
    Promise.all(wanted.map((comment) => representReviewComment(world, call.repository, pull, comment)));
  return [
    repositoryRoute('GET /pulls/{pull_number}/files', 'pull_requests:read', async (call) => {
      const { repository } = call;
      const pull = pullOf(call);
      const base = (await readRef(repository.gitDir, `refs/heads/${pull.base}`)) ?? pull.headSha;
      const start = (await mergeBase(repository.gitDir, base, pull.headSha)) ?? base;
      const { items, headers } = page(call, await differences(repository.gitDir, start, pull.headSha));
      return ok(
        items.map((file) => representDifference(world, repository, pull.headSha, file)),
        headers,
      );
    }),
    repositoryRoute('GET /pulls/{pull_number}/reviews', 'pull_requests:read', (call) => {
      const pull = pullOf(call);
      const { items, headers } = page(call, pull.reviews);
      return ok(
        items.map((review) => representReview(world, call.repository, pull, review)),
        headers,
      );
    }),
    repositoryRoute('POST /pulls/{pull_number}/reviews', 'pull_requests:write', async (call) => {
      const pull = pullOf(call);
      const request = reviewRequest.parse(call.body);
      const submitted = await submitReview(world, call.repository, pull, bot, request);
      world.background(reviewEvents(world, call.repository, pull, submitted.review, submitted.comments));
      return ok(representReview(world, call.repository, pull, submitted.review));
    }),
    repositoryRoute('GET /pulls/{pull_number}/comments', 'pull_requests:read', async (call) => {
      const pull = pullOf(call);
      const since = Date.parse(call.query.get('since') ?? '1970-01-01T00:00:00Z');
      const wanted = pull.reviewComments.filter(({ updatedAt }) => Date.parse(updatedAt) >= since);
      const { items, headers } = page(call, wanted);
      return ok(await comments(call, pull, items), headers);
    }),
    repositoryRoute('POST /pulls/{pull_number}/comments/{comment_id}/replies', 'pull_requests:write', async (call) => {
      const { pull, comment: root } = reviewCommentOf(call);
      if (pull !== pullOf(call)) throw notFound();
      if (root.inReplyTo !== null)
        throw unprocessableEntity('A reply can be made only to the first comment of a thread');
      const { comment, review } = replyInThread(world, pull, root, bot, bodyRequest.parse(call.body).body);
      world.background(reviewEvents(world, call.repository, pull, review, [comment]));
      return created(await representReviewComment(world, call.repository, pull, comment));
    }),
    repositoryRoute('GET /pulls/comments/{comment_id}', 'pull_requests:read', async (call) => {
      const { comment, pull } = reviewCommentOf(call);
      return ok(await representReviewComment(world, call.repository, pull, comment));
    }),
    repositoryRoute('GET /pulls/comments/{comment_id}/reactions', 'pull_requests:read', (call) => {
      const content = call.query.get('content');
      const { reactions } = reviewCommentOf(call).comment;
      const { items, headers } = page(
        call,
        reactions.filter((reaction) => content === null || reaction.content === content),
      );
      return ok(
        items.map((reaction) => representReaction(world, reaction)),
        headers,
      );
    }),
    repositoryRoute('POST /pulls/comments/{comment_id}/reactions', 'pull_requests:write', (call) => {
      const { reactions } = reviewCommentOf(call).comment;
      const { content } = reactionRequest.parse(call.body);
      const { reaction, isNew } = react(world, reactions, bot, content);
      return isNew ? created(representReaction(world, reaction)) : ok(representReaction(world, reaction));
    }),
  ];
}

function pullOf(call: RepositoryCall): PullRequest {
  const pull = call.repository.pulls.get(Number(call.param('pull_number')));
  if (pull === undefined) throw notFound();
  return pull;
}

function reviewCommentOf(call: RepositoryCall): { pull: PullRequest; comment: ReviewComment } {
  const id = Number(call.param('comment_id'));
  for (const pull of call.repository.pulls.values()) {
    const comment = pull.reviewComments.find((each) => each.id === id);
    if (comment !== undefined) return { pull, comment };
  }
  throw notFound();
}
