import type { Chunk } from './chunk.ts';
import type { SkipReason } from './skip-reason.ts';
import type { SnapshotCounts, SnapshotRef } from './snapshot.ts';

type Snapshot = Pick<SnapshotRef, 'repository' | 'commit'>;

/** What chunks belong to: a content, as one chunker cuts it. Branches, commits and paths share them. */
export interface BlobKey {
  readonly blob: string;
  readonly chunker: string;
}

export interface IndexedBlob extends BlobKey {
  /** Why it has no chunks; remembered so that it is not read again. */
  readonly skipped: SkipReason | null;
  readonly chunks: readonly Chunk[];
  /** Of `packPostings`. */
  readonly postings: Buffer;
}

export interface KnownBlob extends BlobKey {
  readonly skipped: SkipReason | null;
  readonly chunks: number;
}

export interface SnapshotFile extends BlobKey {
  readonly path: string;
}

/** A blob whose chunks do not all have vectors yet; `id` is the store's own. */
export interface UnembeddedBlob {
  readonly id: number;
  readonly blob: string;
  readonly chunks: readonly Chunk[];
}

export interface ChunkVector {
  /** The `id` of an `UnembeddedBlob`. */
  readonly blob: number;
  /** The chunk's place in it. */
  readonly chunk: number;
  readonly vector: Float32Array;
}

/** Where an index is kept. Everything may be done twice, also at once: what is there already stays. */
export interface ChunkStore {
  /** What a snapshot holds; undefined where it is not there, or was made by other chunkers. */
  findSnapshot(snapshot: Snapshot, chunkers: string): Promise<SnapshotCounts | undefined>;
  knownBlobs(repository: string, keys: readonly BlobKey[]): Promise<KnownBlob[]>;
  addBlobs(repository: string, blobs: readonly IndexedBlob[]): Promise<void>;
  /** Makes the snapshot searchable, all at once. Its blobs must be there. */
  saveSnapshot(
    snapshot: Snapshot,
    chunkers: string,
    files: readonly SnapshotFile[],
    counts: SnapshotCounts,
  ): Promise<void>;
  /** At most `limit` of them; none once all have vectors. */
  blobsWithoutVectors(snapshot: Snapshot, embedder: string, limit: number): Promise<UnembeddedBlob[]>;
  addVectors(repository: string, embedder: string, vectors: readonly ChunkVector[]): Promise<void>;
  /** Tells searches that every chunk of the snapshot has its vector. */
  setVectorsComplete(snapshot: Snapshot, embedder: string): Promise<void>;
}
