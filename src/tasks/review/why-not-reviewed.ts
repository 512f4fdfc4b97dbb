import type { RepositoryConfig } from '../../config/repository-config.ts';
import type { PullRequestState } from '../../publish/review-publisher.ts';
import type { ReviewRequest } from '../task.ts';
import type { Change } from './read-change.ts';

/** Why nothing is reviewed, and what to do about it, in sentences. */
export interface NotReviewed {
  readonly reason: string;
  /** Empty where there is nothing to do. */
  readonly next: string;
}

const mostNamed = 5;

/** Why a pull request is left alone, or null. Who asks for a review gets one. */
export function whyNotReviewed(
  { trigger }: Pick<ReviewRequest, 'trigger'>,
  { authorIsBot, isDraft, isOpen }: Pick<PullRequestState, 'authorIsBot' | 'isDraft' | 'isOpen'>,
  { review }: Pick<RepositoryConfig, 'review'>,
): NotReviewed | null {
  if (!isOpen) return { reason: 'The pull request is closed.', next: '' };
  if (trigger === 'command') return null;
  const key = trigger === 'push' ? 'onPush' : 'onOpen';
  if (!review[key]) return { reason: `\`review.${key}\` is off in \`.github/goat.yml\`.`, next: askForOne };
  if (isDraft && !review.drafts)
    return { reason: 'It is a draft.', next: 'Mark it as ready for review, or comment `/goat review`.' };
  if (authorIsBot && !review.bots) return { reason: 'A bot opened it.', next: askForOne };
  return null;
}

/** Why no file of the change is reviewed. @param paths what was asked for; all where empty. */
export function whyNoFile({ leftAlone }: Pick<Change, 'leftAlone'>, paths: readonly string[]): NotReviewed {
  const asked = leftAlone.filter(({ reason }) => reason !== notAskedFor);
  if (asked.length > 0) {
    const named = asked.slice(0, mostNamed).map(({ path, reason }) => `\`${path}\` (${reason})`);
    const more = asked.length > named.length ? ` and ${asked.length - named.length} more` : '';
    return { reason: `All that changed is left alone: ${named.join(', ')}${more}.`, next: '' };
  }
  if (paths.length === 0) return { reason: 'Nothing of it has changed since the last review.', next: askForOne };
  const places = paths.map((path) => `\`${path}\``).join(', ');
  return {
    reason: `No file that the pull request changes is in ${places}.`,
    next: 'Name changed files or folders, or none for all of them.',
  };
}

/** Why `readChange` leaves alone what was not named. */
export const notAskedFor = 'not asked for';

const askForOne = 'Comment `/goat review` to have it reviewed.';
