export interface PullRequestPlace {
  /** As `repositoryKey` gives it. */
  readonly repository: string;
  readonly pullNumber: number;
}

/** A finding that a person with write access declined, in an answer or by a thumb down. */
export interface Refusal {
  readonly fingerprint: string;
  /** What was said to be wrong, as the comment has it. */
  readonly title: string;
  readonly path: string;
  readonly by: string;
  /** What the person answered; empty for a thumb down. */
  readonly said: string;
  readonly url: string;
}

/** Fingerprints of what is not to be said again. */
export interface KnownFindings {
  /** On this pull request. */
  readonly raised: readonly string[];
  /** On any pull request of the repository. */
  readonly refused: readonly string[];
}

/** What was said of pull requests before. */
export interface ReviewStore {
  /** The last commit that was reviewed with all its files; null where none was. */
  lastReviewed(place: PullRequestPlace): Promise<string | null>;
  known(place: PullRequestPlace): Promise<KnownFindings>;
  /** Keeps a submitted review. May be called again. */
  keep(place: PullRequestPlace, review: KeptReview): Promise<void>;
  /** Keeps that findings of this pull request, by their fingerprints, are not wanted. May be called again. */
  refuse(place: PullRequestPlace, fingerprints: readonly string[]): Promise<void>;
}

export interface KeptReview {
  /** The commit up to which all is reviewed; null where only named paths were. */
  readonly head: string | null;
  readonly taskId: string;
  /** Fingerprints. */
  readonly raised: readonly string[];
}
