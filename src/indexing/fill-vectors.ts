import { linesOf, textOf } from '../text/lines.ts';
import { readBlobs } from '../workspace/read-blobs.ts';
import type { Chunk } from './chunk.ts';
import type { ChunkStore, UnembeddedBlob } from './chunk-store.ts';
import type { Embedder } from './embedder.ts';
import { createPacer } from './pacer.ts';
import { largestFile } from './skip-reason.ts';
import type { SnapshotRef } from './snapshot.ts';

interface FillOptions {
  readonly signal?: AbortSignal;
  /** Called with the number of chunks that have got their vectors. */
  readonly onProgress?: (chunksDone: number) => void;
}

/** Blobs that one git process reads, and chunks after which their vectors are written. */
const pageBlobs = 500;
const batchChunks = 32;

/**
 * Embeds the chunks of a snapshot that have no vector of this embedder yet. What is written stays: an interrupted run is
 * gone on with, and contents that other snapshots share are not embedded again.
 * @throws the signal's reason when aborted.
 */
export async function fillVectors(
  { store, embedder }: { readonly store: ChunkStore; readonly embedder: Embedder },
  snapshot: SnapshotRef,
  options: FillOptions = {},
): Promise<void> {
  let done = 0;
  for (;;) {
    const blobs = await store.blobsWithoutVectors(snapshot, embedder.id, pageBlobs);
    if (blobs.length === 0) return store.setVectorsComplete(snapshot, embedder.id);
    for await (const batch of embedBlobs(embedder, snapshot.gitDir, blobs, options.signal)) {
      await store.addVectors(snapshot.repository, embedder.id, batch);
      done += batch.reduce((sum, { vectors }) => sum + vectors.length, 0);
      options.onProgress?.(done);
    }
  }
}

interface EmbeddedBlob {
  readonly id: number;
  readonly vectors: readonly Float32Array[];
}

async function* embedBlobs(
  embedder: Embedder,
  gitDir: string,
  blobs: readonly UnembeddedBlob[],
  signal: AbortSignal | undefined,
): AsyncGenerator<EmbeddedBlob[]> {
  const pause = createPacer();
  const shas = blobs.map(({ blob }) => blob);
  let batch: EmbeddedBlob[] = [];
  let chunks = 0;
  let index = 0;
  for await (const { content } of readBlobs(shas, { gitDir, maxBytes: largestFile, ...(signal ? { signal } : {}) })) {
    signal?.throwIfAborted();
    const blob = blobs[index];
    index += 1;
    if (blob === undefined) return;
    if (content === null) {
      throw new Error(`Blob ${blob.blob} is no longer in the clone: fetch the commit and index it again.`);
    }
    const lines = linesOf(content);
    const texts = blob.chunks.map((chunk) => embeddedText(chunk, lines));
    batch.push({ id: blob.id, vectors: await embedder.embed(texts, signal) });
    chunks += texts.length;
    if (chunks >= batchChunks) {
      yield batch;
      batch = [];
      chunks = 0;
    }
    await pause();
  }
  if (batch.length > 0) yield batch;
}

/** The symbol first: a method's own lines do not name its class. */
function embeddedText(chunk: Chunk, lines: readonly string[]): string {
  const text = textOf(chunk, lines);
  return chunk.symbol === null ? text : `${chunk.symbol}\n${text}`;
}
