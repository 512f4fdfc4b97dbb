import { addBlobs } from './add-blobs.ts';
import { byKey, keyOf } from './blob-key.ts';
import { changeSnapshot } from './change-snapshot.ts';
import type { ChunkStore } from './chunk-store.ts';
import { connectFiles } from './connect-files.ts';
import { describeSnapshot } from './describe-snapshot.ts';
import type { IndexOptions } from './index-options.ts';
import { chunkersVersion } from './languages/languages.ts';
import { listFiles, listingVersion } from './list-files.ts';
import type { SnapshotCounts, SnapshotRef } from './snapshot.ts';
import { startThreads } from './start-threads.ts';
import { withChunkers } from './with-chunkers.ts';

/** Raised when the same specifiers would resolve to other files. */
const importsVersion = 1;

/** Of all that decides what is in a snapshot: one that others made is made again. */
const version = `files ${listingVersion}, imports ${importsVersion}, ${chunkersVersion}`;

/** Contents may be collected while a snapshot that needs them is made. They are read again, at most so often. */
const mostRounds = 5;

export interface AddedSnapshot {
  readonly counts: SnapshotCounts;
  /** Files whose content was known before. */
  readonly reused: number;
  /** False where the snapshot was there. */
  readonly isNew: boolean;
}

/** Makes a commit searchable by words, symbols and structure, unless it is. */
export async function addSnapshot(
  store: ChunkStore,
  snapshot: SnapshotRef,
  options: IndexOptions,
): Promise<AddedSnapshot> {
  const find = () => findSnapshot(store, snapshot);
  const make = () => makeSnapshot(store, snapshot, options);
  // Whoever works on the repository may make the same, or read contents that this one needs too.
  const makeAlone = () =>
    store.alone(snapshot.repository, 'files', async () => (await find()) ?? make(), options.signal);
  return (await find()) ?? makeAlone();
}

async function findSnapshot(store: ChunkStore, snapshot: SnapshotRef): Promise<AddedSnapshot | undefined> {
  const counts = await store.findSnapshot(snapshot, version);
  return counts && { counts, reused: counts.files, isNew: false };
}

async function makeSnapshot(store: ChunkStore, snapshot: SnapshotRef, options: IndexOptions): Promise<AddedSnapshot> {
  const { repository } = snapshot;
  const read = new Set<string>();
  const changed = await changeSnapshot(store, snapshot, version, read, options);
  if (changed !== undefined) return { ...changed, isNew: true };
  void startThreads();
  const listed = await listFiles(snapshot, options.signal);
  const files = withChunkers(listed);
  const contents = [...byKey(files).values()];
  const known = byKey(await store.knownBlobs(repository, contents));

  for (let round = 0; round < mostRounds; round += 1) {
    const unknown = contents.filter((file) => !known.has(keyOf(file)));
    for (const blob of await addBlobs(store, snapshot, unknown, options)) {
      known.set(keyOf(blob), blob);
      read.add(keyOf(blob));
    }
    const { indexed, counts } = describeSnapshot(files, known, listed.skipped);
    // They are found while the store looks the contents up, and it throws what goes wrong when it needs them.
    const imports = connectFiles(indexed, options.signal);
    imports.catch(() => undefined);
    const missing = await store.saveSnapshot(snapshot, { version, files: indexed, counts, imports });
    if (missing.length === 0) {
      return { counts, reused: indexed.filter((file) => !read.has(keyOf(file))).length, isNew: true };
    }
    for (const file of missing) known.delete(keyOf(file));
  }
  throw new Error(`Contents of ${repository} are removed from the index while it is made: run it again.`);
}
