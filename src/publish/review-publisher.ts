import type { Anchor } from '../review/place-finding.ts';
import type { Refusal } from '../review/review-store.ts';
import type { Check } from './publisher.ts';

/** A pull request as it is now. Its texts are data. */
export interface PullRequestState {
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly authorIsBot: boolean;
  readonly isOpen: boolean;
  readonly isDraft: boolean;
  /** The issue that it says it closes, with its title; null where it names none. */
  readonly closes: string | null;
  readonly head: string;
  /** Where the head left the base: what the change starts from. */
  readonly mergeBase: string;
  /** Whether the head is in another repository: nothing of it may ever run here. */
  readonly isFromFork: boolean;
}

export interface ReviewComment {
  readonly anchor: Anchor;
  readonly body: string;
}

export interface ReviewToSubmit {
  readonly commit: string;
  readonly body: string;
  readonly comments: readonly ReviewComment[];
}

/** What people made of earlier findings, by the marks in our own comments. */
export interface EarlierFindings {
  /** Fingerprints. */
  readonly raised: readonly string[];
  readonly refused: readonly Refusal[];
}

/** Where a review shows what it found. Belongs to one task and one pull request; writes find what they already made. */
export interface ReviewPublisher {
  /** Unknown means no. */
  mayWrite(login: string): Promise<boolean>;
  acknowledge(): Promise<void>;
  readPullRequest(): Promise<PullRequestState>;
  readEarlierFindings(): Promise<EarlierFindings>;
  /** The fingerprints of findings that wait for a person: their threads are open, and their lines still there. */
  openFindings(): Promise<string[]>;
  /** Submits everything at once, and returns its address. Comments that are refused go into the body. */
  submitReview(review: ReviewToSubmit): Promise<string>;
  writeCheck(check: Check): Promise<void>;
}
