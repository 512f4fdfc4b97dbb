import type { Chunk } from '../indexing/chunk.ts';
import type { SnapshotRef } from '../indexing/snapshot.ts';

/** All of these may be searched at once: `complete`; some have vectors: `partial`. */
export type VectorState = 'complete' | 'partial' | 'none';

export interface SnapshotFile {
  readonly path: string;
  readonly blob: string;
}

/** How many words each chunk has: the same object for every search of a snapshot. */
export interface WordCounts {
  /** By file the place of its first chunk; one more number, behind them, is how many chunks there are. */
  readonly firstChunks: Uint32Array;
  /** By place. */
  readonly words: Uint32Array;
}

/**
 * Parallel arrays: posting `i` says that a term is `count[i]` times in chunk `chunk[i]` of file `file[i]`. Those of a file
 * are together, by chunk.
 */
export interface TermPostings {
  readonly file: Uint32Array;
  readonly chunk: Uint16Array;
  readonly count: Uint8Array;
}

export interface SnapshotPostings {
  /** In the order in which the terms were asked for. */
  readonly terms: readonly TermPostings[];
  readonly lengths: WordCounts;
}

export interface NearChunk {
  readonly file: number;
  readonly chunk: number;
  /** The cosine. */
  readonly similarity: number;
}

/** Parallel arrays, in order: file `from[i]` imports file `to[i]`. */
export interface SnapshotImports {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** What is in the index of one commit, and nothing else. A file is named by its place in `files`. */
export interface SearchableSnapshot {
  readonly files: readonly SnapshotFile[];
  vectors(embedder: string): Promise<VectorState>;
  postings(terms: readonly string[]): Promise<SnapshotPostings>;
  /** The `limit` chunks nearest to a vector among those of `files` that have one, nearest first. */
  nearest(embedder: string, vector: Float32Array, limit: number, files: readonly number[]): Promise<NearChunk[]>;
  /** The chunks of each of the files, in their order. */
  chunks(files: readonly number[]): Promise<(readonly Chunk[])[]>;
  imports(): Promise<SnapshotImports>;
}

export interface ChunkSearch {
  /** Undefined where the commit is not indexed. */
  open(snapshot: Pick<SnapshotRef, 'repository' | 'commit'>): Promise<SearchableSnapshot | undefined>;
}
