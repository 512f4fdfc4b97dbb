import { availableParallelism } from 'node:os';
import { linesOf, textOf } from '../text/lines.ts';
import { readContents } from '../workspace/read-blobs.ts';
import type { Chunk } from './chunk.ts';
import type { ChunkStore, ChunkVector, UnembeddedBlob } from './chunk-store.ts';
import type { Embedder } from './embedder.ts';
import { inParallel } from './in-parallel.ts';
import { createPacer } from './pacer.ts';
import { largestFile } from './skip-reason.ts';
import type { SnapshotRef } from './snapshot.ts';

/** Chunks that are embedded together, and written in one statement. */
const batchChunks = 64;
/** Batches that are at work: one for each thread, and one that waits. */
const batchesAhead = availableParallelism() + 1;

/**
 * Embeds the missing chunks of contents and writes their vectors, in no order. Memory holds the texts and vectors of
 * `threads + 1` batches of 64 chunks.
 * @returns by and by, how many were written.
 */
export async function* embedBlobs(
  { store, embedder }: { readonly store: ChunkStore; readonly embedder: Embedder },
  { repository, gitDir }: SnapshotRef,
  blobs: readonly UnembeddedBlob[],
  signal?: AbortSignal,
): AsyncGenerator<number> {
  const pause = createPacer();
  const batches = inBatches(textsOf(gitDir, blobs, signal));
  for await (const vectors of inParallel(batches, (batch) => embed(embedder, batch, signal), batchesAhead)) {
    signal?.throwIfAborted();
    await store.addVectors(repository, embedder.id, vectors);
    yield vectors.length;
    await pause();
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
  const options = { gitDir, maxBytes: largestFile, ...(signal ? { signal } : {}) };
  for await (const { file: blob, content } of readContents(blobs, options)) {
    if (content === null) {
      throw new Error(`Blob ${blob.blob} is no longer in the clone: fetch the commit and index it again.`);
    }
    const lines = linesOf(content);
    for (const place of blob.missing) {
      const chunk = blob.chunks[place];
      if (chunk !== undefined) yield { blob: blob.id, chunk: place, text: embeddedText(chunk, lines) };
    }
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
