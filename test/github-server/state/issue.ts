import type { Repository } from './repository.ts';
import type { Review, ReviewComment } from './review.ts';
import type { User } from './user.ts';

export const reactionContents = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;

export interface Reaction {
  readonly id: number;
  readonly content: (typeof reactionContents)[number];
  readonly user: User;
  readonly createdAt: string;
}

export interface Label {
  readonly id: number;
  readonly name: string;
}

export interface Comment {
  readonly id: number;
  readonly issueNumber: number;
  readonly user: User;
  readonly createdAt: string;
  readonly reactions: Reaction[];
  /** Every body that the comment had, oldest first; the last one is `body`. */
  readonly history: string[];
  body: string;
  updatedAt: string;
}

/** An issue, or the issue side of a pull request: both share one sequence of numbers. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly user: User;
  readonly createdAt: string;
  readonly comments: Comment[];
  readonly reactions: Reaction[];
  readonly labels: Label[];
  title: string;
  body: string;
  state: 'open' | 'closed';
  closedAt: string | null;
  updatedAt: string;
  /** A locked conversation refuses new comments (403). */
  locked: boolean;
  /** A deleted issue answers 410. */
  deleted: boolean;
}

export interface PullRequest {
  readonly id: number;
  readonly issue: Issue;
  readonly head: string;
  /** Where the head branch is: the repository itself, or a fork of it. */
  readonly headRepository: Repository;
  /** Where the head branch was when it was last seen; a closed pull request keeps it. */
  headSha: string;
  base: string;
  draft: boolean;
  mergedAt: string | null;
  mergeCommit: string | null;
  readonly reviews: Review[];
  readonly reviewComments: ReviewComment[];
  /** Who resolved a thread, by the id of its first comment. */
  readonly resolvedThreads: Map<number, User>;
}
