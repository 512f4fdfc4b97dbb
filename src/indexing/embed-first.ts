import type { ChunkPlace, ChunkStore } from './chunk-store.ts';
import { embedBlobs } from './embed-blobs.ts';
import type { Embedder } from './embedder.ts';
import type { SnapshotRef } from './snapshot.ts';

/**
 * Gives some chunks of a snapshot their vectors at once, while the rest may still wait for theirs: a search asks for
 * those that words found.
 * @returns how many had none.
 */
export async function embedFirst(
  parts: { readonly store: ChunkStore; readonly embedder: Embedder },
  snapshot: SnapshotRef,
  chunks: readonly ChunkPlace[],
  signal?: AbortSignal,
): Promise<number> {
  const blobs = await parts.store.withoutVectors(snapshot, parts.embedder.id, chunks);
  let done = 0;
  for await (const count of embedBlobs(parts, snapshot, blobs, signal)) done += count;
  return done;
}
