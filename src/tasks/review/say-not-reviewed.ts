import { plainMarkdown } from '../../publish/plain-markdown.ts';
import type { ReviewPublisher } from '../../publish/review-publisher.ts';
import type { ReviewRequest } from '../task.ts';
import type { NotReviewed } from './why-not-reviewed.ts';

/**
 * Says beside the commit that it was not reviewed: silence would look like a review without findings. Who asked for a review
 * reads it in the conversation, too.
 */
export async function sayNotReviewed(
  publisher: ReviewPublisher,
  { trigger }: Pick<ReviewRequest, 'trigger'>,
  head: string,
  { reason, next }: NotReviewed,
): Promise<void> {
  const words = [reason, next].filter((sentence) => sentence !== '').join(' ');
  const body = `**Not reviewed.** ${plainMarkdown(words, 1_500)}`;
  if (trigger === 'command') await publisher.submitReview({ commit: head, body, comments: [] });
  await publisher.writeCheck({ sha: head, conclusion: 'neutral', title: 'Not reviewed', summary: words, url: null });
}
