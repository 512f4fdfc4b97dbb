import type { PullRequestDesk, PullRequestState } from '../../publish/pull-request-desk.ts';
import type { Fix, FixParts } from '../fix/fix.ts';
import type { FixRecord, ResponseRecord } from '../fix/fix-record.ts';
import type { Feedback } from './feedback.ts';

/** What a response is given to work with: all that a fix is, and its pull request. */
export interface RespondParts extends FixParts {
  readonly desk: PullRequestDesk;
  /** As in `FeedbackStore`, for this task. */
  readonly takeFeedback: () => Promise<readonly Feedback[]>;
  /** As in `FeedbackStore`, for this task. */
  readonly automaticInARow: () => Promise<number>;
  /** The record of the fix, or of the newest response, that this one goes on from; null where the pull request is not ours. */
  readonly earlierWork: () => Promise<FixRecord | null>;
}

/** A response under way: a fix that goes on. */
export interface Response extends Fix, Pick<RespondParts, 'desk'> {
  readonly record: FixRecord & { readonly response: ResponseRecord };
  readonly pull: PullRequestState;
}
