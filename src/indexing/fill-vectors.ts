import { linesOf, textOf } from '../text/lines.ts';
import { readBlobs } from '../workspace/read-blobs.ts';
import type { Chunk } from './chunk.ts';
import type { ChunkStore, ChunkVector, UnembeddedBlob } from './chunk-store.ts';
import type { Embedder } from './embedder.ts';
import { createPacer } from './pacer.ts';
import { largestFile } from './skip-reason.ts';
import type { SnapshotRef } from './snapshot.ts';

interface FillOptions {
  readonly signal?: AbortSignal;
  /** Called with the number of chunks that have got their vectors. */
  readonly onProgress?: (chunksDone: number) => void;
}

/** Blobs that one git process reads, and chunks that are embedded and written at once. */
const pageBlobs = 500;
const batchChunks = 32;

/**
 * Embeds the chunks of a snapshot that have no vector of this embedder yet. What is written stays: an interrupted run is
 * gone on with, and contents that other snapshots share are not embedded again.
 * @throws the signal's reason when aborted.
 */
export async function fillVectors(
  { store, embedder }: { readonly store: ChunkStore; readonly embedder: Embedder },
  { repository, commit, gitDir }: SnapshotRef,
  { signal, onProgress }: FillOptions = {},
): Promise<void> {
  const pause = createPacer();
  let done = 0;
  for (;;) {
    const blobs = await store.blobsWithoutVectors({ repository, commit }, embedder.id, pageBlobs);
    if (blobs.length === 0) return store.setVectorsComplete({ repository, commit }, embedder.id);
    for await (const batch of inBatches(textsOf(gitDir, blobs, signal))) {
      signal?.throwIfAborted();
      const rows = await embed(embedder, batch, signal);
      await store.addVectors(repository, embedder.id, rows);
      done += batch.length;
      onProgress?.(done);
      await pause();
    }
  }
}

async function embed(embedder: Embedder, texts: readonly ChunkText[], signal?: AbortSignal): Promise<ChunkVector[]> {
  const vectors = await embedder.embed(
    texts.map(({ text }) => text),
    signal,
  );
  return texts.map(({ blob, chunk }, index) => {
    const vector = vectors[index];
    if (vector === undefined) throw new Error(`${embedder.id} gave fewer vectors than it was given texts.`);
    return { blob, chunk, vector };
  });
}

interface ChunkText {
  readonly blob: number;
  readonly chunk: number;
  readonly text: string;
}

async function* textsOf(
  gitDir: string,
  blobs: readonly UnembeddedBlob[],
  signal: AbortSignal | undefined,
): AsyncGenerator<ChunkText> {
  const shas = blobs.map(({ blob }) => blob);
  let index = 0;
  for await (const { content } of readBlobs(shas, { gitDir, maxBytes: largestFile, ...(signal ? { signal } : {}) })) {
    const blob = blobs[index];
    index += 1;
    if (blob === undefined) return;
    if (content === null) {
      throw new Error(`Blob ${blob.blob} is no longer in the clone: fetch the commit and index it again.`);
    }
    const lines = linesOf(content);
    yield* blob.chunks.map((chunk, place) => ({ blob: blob.id, chunk: place, text: embeddedText(chunk, lines) }));
  }
}

async function* inBatches(texts: AsyncIterable<ChunkText>): AsyncGenerator<ChunkText[]> {
  let batch: ChunkText[] = [];
  for await (const text of texts) {
    batch.push(text);
    if (batch.length === batchChunks) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** The symbol first: a method's own lines do not name its class. */
function embeddedText(chunk: Chunk, lines: readonly string[]): string {
  const text = textOf(chunk, lines);
  return chunk.symbol === null ? text : `${chunk.symbol}\n${text}`;
}
