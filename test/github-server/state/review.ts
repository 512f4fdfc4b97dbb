import type { Reaction } from './issue.ts';
import type { User } from './user.ts';

export type Side = 'LEFT' | 'RIGHT';

/** A submitted review; GitHub keeps pending ones from everyone but their author. */
export interface Review {
  readonly id: number;
  readonly user: User;
  readonly state: 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED';
  readonly commit: string;
  readonly submittedAt: string;
  readonly body: string;
}

/** Where a comment stands: the lines of one side that it was written on. */
export interface ReviewAnchor {
  readonly path: string;
  readonly side: Side;
  readonly line: number;
  /** Null for one line. */
  readonly startSide: Side | null;
  readonly startLine: number | null;
}

export interface ReviewComment {
  readonly id: number;
  readonly reviewId: number;
  readonly user: User;
  /** As it was when the comment was written, at `commit`. */
  readonly anchor: ReviewAnchor;
  readonly commit: string;
  /** The diff around it, from the head of its hunk to its line. */
  readonly diffHunk: string;
  /** The first comment of its thread; null for that one itself. */
  readonly inReplyTo: number | null;
  readonly createdAt: string;
  readonly reactions: Reaction[];
  body: string;
  updatedAt: string;
}
