import type { Chunk } from '../indexing/chunk.ts';
import type { SnapshotRef } from '../indexing/snapshot.ts';

/** All of these may be searched at once: `complete`; some have vectors: `partial`. */
export type VectorState = 'complete' | 'partial' | 'none';

export interface SnapshotFile {
  readonly path: string;
  readonly blob: string;
}

/**
 * Parallel arrays: posting `i` says that `terms[term[i]]` is `count[i]` times in chunk `chunk[i]` of file `file[i]`.
 * They come in no order, but those of one term in one file are together, by chunk.
 */
export interface SnapshotPostings {
  readonly term: readonly number[];
  readonly file: readonly number[];
  readonly chunk: readonly number[];
  readonly count: readonly number[];
  /** For each file of the snapshot, the words in each of its chunks. */
  readonly lengths: readonly (readonly number[])[];
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
