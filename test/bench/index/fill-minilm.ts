import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { openMiniLm } from '../../../src/adapters/embeddings/minilm.ts';
import type { Embedder } from '../../../src/indexing/embedder.ts';
import { fillVectors } from '../../../src/indexing/fill-vectors.ts';
import { writeRandomMiniLm } from '../../fakes/minilm/write-random-minilm.ts';
import type { Job, Target } from './job.ts';
import { openIndex } from './open-index.ts';
import { type Call, recordCalls } from './record-calls.ts';
import { load, watchProcess } from './watch-process.ts';

/** Chunks after which it is aborted, and again after it has gone on: the whole would take a quarter of an hour. */
const sample = 2_000;
const goOn = 200;

const result = z.object({
  load,
  /** Why there are no figures, where MiniLM is not installed. */
  unavailable: z.string().nullable(),
  /** Written before the abort, and in these seconds. */
  chunks: z.number(),
  seconds: z.number(),
  /** Of those, how many were embedded once more after it. */
  redone: z.number(),
});

/** MiniLM's vectors for a sample of the chunks, an abort, and the beginning of what follows it. */
export const job: Job<z.infer<typeof result>> = {
  url: import.meta.url,
  result,
  async run(target) {
    const cacheDir = await mkdtemp(path.join(tmpdir(), 'goat-bench-minilm-'));
    try {
      await writeRandomMiniLm(cacheDir);
      const stop = watchProcess();
      const opened = await openMiniLm({ cacheDir });
      if ('unavailable' in opened) {
        return { load: stop(), unavailable: opened.unavailable, chunks: 0, seconds: 0, redone: 0 };
      }
      const first = await fillUntil(opened, target, sample);
      const second = await fillUntil(opened, target, goOn);
      const before = new Set(first.written);
      return {
        load: stop(),
        unavailable: null,
        chunks: first.written.length,
        seconds: first.seconds,
        redone: second.written.filter((chunk) => before.has(chunk)).length,
      };
    } finally {
      await rm(cacheDir, { recursive: true });
    }
  },
};

/** @returns the chunks that were written, and the seconds from the first texts to the last of them. */
async function fillUntil(embedder: Embedder, target: Target, limit: number) {
  const index = await openIndex(target);
  const enough = new AbortController();
  const written: string[] = [];
  const start = performance.now();
  let seconds = 0;
  const store = recordCalls(index.store, (call) => {
    if (call.name !== 'addVectors') return;
    written.push(...chunksOf(call));
    seconds = (performance.now() - start) / 1000;
    if (written.length >= limit) enough.abort();
  });
  await fillVectors({ store, embedder }, target, { signal: enough.signal }).catch((error: unknown) => {
    if (!enough.signal.aborted) throw error;
  });
  await index.close();
  return { written, seconds };
}

const addedVectors = z.array(z.object({ blob: z.number(), chunk: z.number() }));

function chunksOf({ args }: Call): string[] {
  return addedVectors.parse(args[2]).map(({ blob, chunk }) => `${blob} ${chunk}`);
}
