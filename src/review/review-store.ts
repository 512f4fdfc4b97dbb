export interface PullRequestPlace {
  /** As `repositoryKey` gives it. */
  readonly repository: string;
  readonly pullNumber: number;
}

/** What was said of a pull request before. */
export interface ReviewStore {
  /** The commit that was reviewed last; null where none was. */
  lastReviewed(place: PullRequestPlace): Promise<string | null>;
  /** The fingerprints of all findings that were raised or refused. */
  known(place: PullRequestPlace): Promise<string[]>;
  /** Keeps a submitted review. May be called again. */
  keep(place: PullRequestPlace, review: KeptReview): Promise<void>;
}

export interface KeptReview {
  readonly head: string;
  readonly taskId: string;
  readonly raised: readonly string[];
  readonly refused: readonly string[];
}
