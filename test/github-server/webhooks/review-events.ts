import { representSimplePull } from '../represent/pull-request.ts';
import { representReview, representReviewComment } from '../represent/review.ts';
import type { PullRequest } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';
import type { Review, ReviewComment } from '../state/review.ts';
import type { World } from '../state/world.ts';
import { deliver } from './deliver.ts';
import { common } from './events.ts';

/** What a submitted review tells: the review itself, then each of its comments. */
export async function reviewEvents(
  world: World,
  repository: Repository,
  pull: PullRequest,
  review: Review,
  comments: readonly ReviewComment[],
): Promise<void> {
  const pull_request = await representSimplePull(world, repository, pull);
  const parts = common(world, repository, review.user);
  await deliver(world, repository, 'pull_request_review', {
    action: 'submitted',
    review: representReview(world, repository, pull, review, true),
    pull_request,
    ...parts,
  });
  for (const comment of comments) {
    await deliver(world, repository, 'pull_request_review_comment', {
      action: 'created',
      comment: await representReviewComment(world, repository, pull, comment),
      pull_request,
      ...parts,
    });
  }
}
