/** A commit of a repository, as an index knows it. */
export interface SnapshotRef {
  /** What `repositoryKey` gives. */
  readonly repository: string;
  readonly gitDir: string;
  /** The commit's full name. */
  readonly commit: string;
}

/** What is in a snapshot; kept with it, so that an unchanged commit is told again without being read. */
export interface SnapshotCounts {
  readonly files: number;
  readonly chunks: number;
  /** Files that are not in, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Files by language. */
  readonly languages: Readonly<Record<string, number>>;
  /** Files that were cut as text, because their parser did not come through. */
  readonly unparsed: number;
}
