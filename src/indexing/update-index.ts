import { languageOf } from '../syntax/language.ts';
import type { BlobKey, ChunkStore, IndexedBlob, KnownBlob, SnapshotFile } from './chunk-store.ts';
import type { Embedder } from './embedder.ts';
import { fillVectors } from './fill-vectors.ts';
import { indexBlobs } from './index-blobs.ts';
import { chunkerOf, chunkersVersion } from './languages/languages.ts';
import { listFiles } from './list-files.ts';
import { createPacer } from './pacer.ts';
import type { SnapshotCounts, SnapshotRef } from './snapshot.ts';

export interface IndexSummary extends SnapshotCounts {
  readonly revision: string;
  /** Files whose content was known before. */
  readonly reused: number;
  readonly seconds: number;
}

export interface IndexOptions {
  readonly signal?: AbortSignal;
  /** Called as new contents are read. */
  readonly onProgress?: (progress: { readonly filesDone: number; readonly files: number }) => void;
}

const fullName = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Makes a commit searchable, reading only contents that the index does not know, and gives its chunks their vectors of
 * `embedder`. May be repeated, and run twice at once: what an interrupted run has written is kept.
 * @throws Error with one sentence when the commit is not in the repository; the signal's reason when aborted.
 */
export async function updateIndex(
  { store, embedder }: { readonly store: ChunkStore; readonly embedder: Embedder },
  snapshot: SnapshotRef,
  options: IndexOptions = {},
): Promise<IndexSummary> {
  const start = performance.now();
  if (!fullName.test(snapshot.commit)) {
    throw new Error(`"${snapshot.commit}" is not the full name of a commit: a branch moves, and its index would not.`);
  }
  const known = await store.findSnapshot(snapshot, chunkersVersion);
  const { counts, reused } = known
    ? { counts: known, reused: known.files }
    : await addSnapshot(store, snapshot, options);
  await fillVectors({ store, embedder }, snapshot, options.signal ? { signal: options.signal } : {});
  return { revision: snapshot.commit, ...counts, reused, seconds: (performance.now() - start) / 1000 };
}

async function addSnapshot(store: ChunkStore, snapshot: SnapshotRef, options: IndexOptions) {
  const listed = await listFiles(snapshot, options.signal);
  const files = listed.files.map((file) => ({ ...file, chunker: chunkerOf(file.path) }));
  const before = byKey(await store.knownBlobs(snapshot.repository, files));
  const added = byKey(await addBlobs(store, snapshot, unknownFiles(files, before), options));

  const indexed: SnapshotFile[] = [];
  const skipped = new Map<string, number>(listed.skipped);
  const languages = new Map<string, number>();
  let chunks = 0;
  for (const file of files) {
    const blob = before.get(keyOf(file)) ?? added.get(keyOf(file));
    if (blob === undefined) throw new Error(`The index has lost ${file.path} while it was made: run it again.`);
    if (blob.skipped === null) {
      indexed.push(file);
      chunks += blob.chunks;
      increase(languages, languageOf(file.path));
    } else {
      increase(skipped, blob.skipped);
    }
  }
  const counts = {
    files: indexed.length,
    chunks,
    skipped: Object.fromEntries(skipped),
    languages: Object.fromEntries(languages),
  };
  await store.saveSnapshot(snapshot, chunkersVersion, indexed, counts);
  return { counts, reused: indexed.filter((file) => before.has(keyOf(file))).length };
}

/** One file for each content that is not known. */
function unknownFiles(files: readonly SnapshotFile[], known: ReadonlyMap<string, KnownBlob>): SnapshotFile[] {
  return [...new Map(files.map((file) => [keyOf(file), file])).entries()]
    .filter(([key]) => !known.has(key))
    .map(([, file]) => file);
}

/** Blobs that are written in one statement, and the bytes of their postings after which it goes out earlier. */
const batchBlobs = 50;
const batchBytes = 500_000;

async function addBlobs(
  store: ChunkStore,
  { repository, gitDir }: SnapshotRef,
  files: readonly SnapshotFile[],
  { signal, onProgress }: IndexOptions,
): Promise<KnownBlob[]> {
  const added: KnownBlob[] = [];
  const pause = createPacer();
  let batch: IndexedBlob[] = [];
  let bytes = 0;
  const write = async () => {
    await store.addBlobs(repository, batch);
    added.push(...batch.map((blob) => ({ ...blob, chunks: blob.chunks.length })));
    batch = [];
    bytes = 0;
    onProgress?.({ filesDone: added.length, files: files.length });
  };
  for await (const blob of indexBlobs(gitDir, files, signal)) {
    signal?.throwIfAborted();
    batch.push(blob);
    bytes += blob.postings.length;
    if (batch.length >= batchBlobs || bytes >= batchBytes) await write();
    await pause();
  }
  if (batch.length > 0) await write();
  return added;
}

function byKey(blobs: readonly KnownBlob[]): Map<string, KnownBlob> {
  return new Map(blobs.map((blob) => [keyOf(blob), blob]));
}

function keyOf({ blob, chunker }: BlobKey): string {
  return `${blob} ${chunker}`;
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
