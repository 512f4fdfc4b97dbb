import type { RepositoryConfig } from '../config/repository-config.ts';
import type { PullRequestState } from '../publish/review-publisher.ts';
import type { ReviewRequest } from './task.ts';

/** Why a pull request is left alone, in words that end a sentence, or null. Who asks for a review gets one. */
export function whyNotReviewed(
  { trigger }: Pick<ReviewRequest, 'trigger'>,
  { authorIsBot, isDraft, isOpen }: Pick<PullRequestState, 'authorIsBot' | 'isDraft' | 'isOpen'>,
  { review }: Pick<RepositoryConfig, 'review'>,
): string | null {
  if (!isOpen) return 'the pull request is closed';
  if (trigger === 'command') return null;
  if (trigger === 'push' ? !review.onPush : !review.onOpen) return 'the repository asks for none then';
  if (isDraft && !review.drafts) return 'it is a draft';
  if (authorIsBot && !review.bots) return 'a bot opened it';
  return null;
}
