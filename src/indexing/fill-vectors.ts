import type { ChunkStore } from './chunk-store.ts';
import { embedBlobs } from './embed-blobs.ts';
import type { Embedder } from './embedder.ts';
import type { IndexOptions } from './index-options.ts';
import type { SnapshotRef } from './snapshot.ts';

/**
 * Embeds the chunks of a snapshot that have no vector of this embedder yet. What is written stays: an interrupted run is
 * gone on with, contents that other snapshots share are not embedded again, and of two runs at once one waits.
 * @throws the signal's reason when aborted.
 */
export async function fillVectors(
  parts: { readonly store: ChunkStore; readonly embedder: Embedder },
  snapshot: SnapshotRef,
  { signal, onProgress }: IndexOptions = {},
): Promise<void> {
  const { store, embedder } = parts;
  if (await store.hasVectors(snapshot, embedder.id)) return;
  const fill = async () => {
    const { chunks: total, pages } = await store.unembedded(snapshot, embedder.id);
    let done = 0;
    for await (const blobs of pages) {
      for await (const count of embedBlobs(parts, snapshot, blobs, signal)) {
        done += count;
        onProgress?.({ stage: 'vectors', done, total });
      }
    }
    await store.setVectorsComplete(snapshot, embedder.id);
  };
  await store.alone(snapshot.repository, `vectors of ${embedder.id}`, fill, signal);
}
