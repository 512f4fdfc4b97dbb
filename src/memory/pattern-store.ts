import type { Verdict } from './confidence.ts';
import type { Pattern, PatternContent, PatternKind, PatternOrigin } from './pattern.ts';

/** Whose memory: a repository's, and the installation that it belongs to. */
export interface MemoryOwner {
  /** What `repositoryKey` gives. */
  readonly repository: string;
  readonly installation: number | null;
  readonly origin: PatternOrigin | null;
}

export interface NewPattern {
  readonly kind: PatternKind;
  /** What it was learnt from: the same source is one pattern. */
  readonly source: string;
  readonly taskId: string | null;
  readonly pullNumber: number | null;
  /** Commits by which a revert names it. */
  readonly commits: readonly string[];
  readonly content: PatternContent;
  readonly confidence: number;
}

/** What became of a candidate. */
export interface Settlement {
  readonly kind: 'fix' | 'wrong way';
  readonly content: PatternContent;
  readonly confidence: number;
  /** Added to those that are known. */
  readonly commits: readonly string[];
}

export interface PatternQuery {
  readonly words: readonly string[];
  /** The vector's kind, and itself. */
  readonly embedder: string;
  readonly vector: Float32Array;
  /** Other repositories of this installation are searched, too; null where they are not. */
  readonly installation: number | null;
}

export interface FoundPattern {
  readonly pattern: Pattern;
  readonly words: readonly string[];
  /** The cosine; null where it has no vector of the kind. */
  readonly similarity: number | null;
}

/** How much is kept of a repository, and for how long. */
export interface MemoryLimits {
  readonly fixes: number;
  readonly conventions: number;
  /** Days after which a pattern that nobody recalled is removed, and a candidate that nobody merged or closed. */
  readonly unusedDays: number;
  readonly candidateDays: number;
}

export interface PatternStore {
  /**
   * Adds a pattern; where its source is known, a candidate is replaced, and a convention that is said
   * again, by somebody else or somewhere else, is more sure. Repeatable.
   */
  save(owner: MemoryOwner, pattern: NewPattern): Promise<void>;
  /** Says what became of a pattern. Repeatable. */
  settle(repository: string, id: number, settlement: Settlement): Promise<void>;
  /** What fixes of the pull request, or with any of the commits, left. */
  ofPullRequest(repository: string, pullNumber: number): Promise<Pattern[]>;
  ofCommits(repository: string, commits: readonly string[]): Promise<Pattern[]>;
  /** Those of this kind, newest first. */
  ofKind(repository: string, kind: PatternKind): Promise<Pattern[]>;
  /** All but candidates, the surest first. */
  list(repository: string, limit: number): Promise<Pattern[]>;
  /** What may be recalled: fixes, wrong ways and conventions of the repository, and fixes of others of the installation. */
  search(repository: string, query: PatternQuery): Promise<FoundPattern[]>;
  /** Patterns without a vector of this kind. */
  unembedded(repository: string, embedder: string, limit: number): Promise<Pattern[]>;
  addVectors(
    repository: string,
    embedder: string,
    vectors: readonly { readonly id: number; readonly vector: Float32Array }[],
  ): Promise<void>;
  /** Keeps that the task was shown these. */
  noteRecalls(taskId: string, patterns: readonly Pick<Pattern, 'repository' | 'id'>[]): Promise<void>;
  /** Moves the confidence of what the task was shown; the same verdict of one task counts once. */
  judgeRecalls(taskId: string, verdict: Verdict): Promise<void>;
  /** False where there is none. */
  forget(repository: string, id: number): Promise<boolean>;
  /** Removes what has expired, and of what is more than is kept the least sure. */
  collect(repository: string, limits: MemoryLimits): Promise<void>;
}
