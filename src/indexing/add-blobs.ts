import type { ChunkStore, IndexedBlob, KnownBlob } from './chunk-store.ts';
import { type FileToIndex, indexBlobs } from './index-blobs.ts';
import type { IndexOptions } from './index-options.ts';
import { createPacer } from './pacer.ts';
import type { SnapshotRef } from './snapshot.ts';

/** What goes out in one statement, so that the embedded database holds the event loop for some 20 ms only. */
const batchBlobs = 50;
const batchBytes = 400_000;

/** Reads contents and writes what is found in them, some at a time; what is written stays. */
export async function addBlobs(
  store: ChunkStore,
  { repository, gitDir }: SnapshotRef,
  files: readonly FileToIndex[],
  { signal, onProgress }: IndexOptions,
): Promise<KnownBlob[]> {
  const added: KnownBlob[] = [];
  const pause = createPacer();
  for await (const blobs of indexBlobs(gitDir, files, signal)) {
    for (const batch of inBatches(blobs)) {
      signal?.throwIfAborted();
      await store.addBlobs(repository, batch);
      added.push(...batch.map(withoutContent));
      onProgress?.({ stage: 'files', done: added.length, total: files.length });
      await pause();
    }
  }
  return added;
}

function* inBatches(blobs: readonly IndexedBlob[]): Generator<IndexedBlob[]> {
  let batch: IndexedBlob[] = [];
  let bytes = 0;
  for (const blob of blobs) {
    batch.push(blob);
    bytes += blob.postings.length + blob.packedChunks.length;
    if (batch.length < batchBlobs && bytes < batchBytes) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

function withoutContent({ blob, chunker, skipped, chunks, imports, unparsed }: IndexedBlob): KnownBlob {
  return { blob, chunker, skipped, chunks, imports, unparsed };
}
