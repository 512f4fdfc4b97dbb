import type { Chunk } from './chunk.ts';
import type { PackedGraph } from './connect-files.ts';
import type { SkipReason } from './skip-reason.ts';
import type { SnapshotCounts, SnapshotRef } from './snapshot.ts';

type Snapshot = Pick<SnapshotRef, 'repository' | 'commit'>;

/** What chunks belong to: a content, as one chunker cuts it. Branches, commits and paths share them. */
export interface BlobKey {
  readonly blob: string;
  readonly chunker: string;
}

/** What a snapshot needs to know of a content. */
export interface KnownBlob extends BlobKey {
  /** Why it has no chunks; remembered so that it is not read again. */
  readonly skipped: SkipReason | null;
  /** How many. */
  readonly chunks: number;
  /** As `findImports` gives them. */
  readonly imports: readonly string[];
  /** Whether it was cut as text, because its parser did not come through. */
  readonly unparsed: boolean;
}

export interface IndexedBlob extends KnownBlob {
  /** JSON of its `Chunk[]`. */
  readonly packedChunks: string;
  /** Of `packPostings`. */
  readonly postings: Uint8Array;
}

export interface SnapshotFile extends BlobKey {
  readonly path: string;
}

export interface NewSnapshot {
  /** Of what made it; `findSnapshot` asks for it. */
  readonly version: string;
  readonly files: readonly SnapshotFile[];
  readonly counts: SnapshotCounts;
  /** By places in `files`. */
  readonly imports: PackedGraph | Promise<PackedGraph>;
}

/** A snapshot that another one can be made of. */
export interface BaseSnapshot {
  readonly commit: string;
  readonly version: string;
  readonly counts: SnapshotCounts;
  /** The store's own: by it `saveChangedSnapshot` knows whether contents were removed since. */
  readonly removals: number;
}

export interface SnapshotChange {
  /** They are in the base with other contents. */
  readonly files: readonly SnapshotFile[];
  /** Of the new snapshot. */
  readonly counts: SnapshotCounts;
  /** Where they are not those of the base. */
  readonly imports?: PackedGraph;
}

/** A blob with chunks that have no vector yet; `id` is the store's own. */
export interface UnembeddedBlob {
  readonly id: number;
  readonly blob: string;
  readonly chunks: readonly Chunk[];
  /** The places of the chunks without a vector, in order. */
  readonly missing: readonly number[];
}

/** What has no vectors yet in a snapshot. */
export interface Unembedded {
  readonly chunks: number;
  /** Read from the store as they are asked for, some at a time. */
  readonly pages: AsyncIterable<UnembeddedBlob[]>;
}

export interface ChunkVector {
  /** The `id` of an `UnembeddedBlob`. */
  readonly blob: number;
  /** The chunk's place in it. */
  readonly chunk: number;
  readonly vector: Float32Array;
}

/** Which snapshots of a repository are kept. */
export interface Keeping {
  /** Those used longest ago go first. */
  readonly snapshots: number;
  /** Those that nobody used for longer go. */
  readonly days: number;
  /** Contents that no snapshot holds stay this long, for a run that was cut off to go on with. */
  readonly graceHours: number;
}

/** Where an index is kept. Everything may be done twice, also at once: what is there already stays. */
export interface ChunkStore {
  /**
   * Does `work` when nobody else does work of this name for the repository, in any process. It saves doing things
   * twice; what is right must not depend on it: a holder that is cut off from the database for 10 s loses it.
   * @throws the signal's reason when aborted while it waits.
   */
  alone<T>(repository: string, name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** What a snapshot holds; undefined where it is not there, or is of another version. It counts as used now. */
  findSnapshot(snapshot: Snapshot, version: string): Promise<SnapshotCounts | undefined>;
  knownBlobs(repository: string, keys: readonly BlobKey[]): Promise<KnownBlob[]>;
  addBlobs(repository: string, blobs: readonly IndexedBlob[]): Promise<void>;
  /**
   * Makes the snapshot searchable, all at once, unless contents of it are not there, or not any more.
   * @returns the files without content; none when it is saved.
   */
  saveSnapshot(snapshot: Snapshot, saved: NewSnapshot): Promise<readonly SnapshotFile[]>;
  /** The snapshot of this version that was used last; undefined where there is none. */
  newestSnapshot(repository: string, version: string): Promise<BaseSnapshot | undefined>;
  /** Paths and imports of a snapshot; undefined where it is gone. */
  readSnapshot(snapshot: Snapshot): Promise<{ paths: string[]; imports: PackedGraph } | undefined>;
  /**
   * As `saveSnapshot`, with everything as in the base but for what is changed.
   * @returns false where the base is gone or contents of it may be, or those of the changed files are not there.
   */
  saveChangedSnapshot(snapshot: Snapshot, base: BaseSnapshot, change: SnapshotChange): Promise<boolean>;
  /** Whether `setVectorsComplete` was told. */
  hasVectors(snapshot: Snapshot, embedder: string): Promise<boolean>;
  unembedded(snapshot: Snapshot, embedder: string): Promise<Unembedded>;
  addVectors(repository: string, embedder: string, vectors: readonly ChunkVector[]): Promise<void>;
  /** Tells searches that every chunk of the snapshot has its vector. */
  setVectorsComplete(snapshot: Snapshot, embedder: string): Promise<void>;
  /** Removes snapshots that are not to be kept, and contents and vectors that no snapshot holds; some at a time. */
  collect(repository: string, keeping: Keeping): Promise<void>;
}
