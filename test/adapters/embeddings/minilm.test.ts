import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openMiniLm } from '../../../src/adapters/embeddings/minilm.ts';
import { pool } from '../../../src/adapters/embeddings/minilm-thread.ts';
import { writeRandomMiniLm } from '../../fakes/minilm/write-random-minilm.ts';

type EmbedText = (cacheDir: string, text: string) => Promise<Float32Array>;

async function open(embed: EmbedText) {
  const embedder = await openMiniLm({ cacheDir: 'nowhere', embed });
  if ('unavailable' in embedder) throw new Error(embedder.unavailable);
  return embedder;
}

/** A vector that tells its text. */
const vectorOf = (text: string) => Float32Array.of(text.length);

describe('a vector', () => {
  /** A row of ones and a row of threes in the first column, and of zeros and fours in the second. */
  const data = new Float32Array(2 * 384);
  data.set([1, 0]);
  data.set([3, 4], 384);

  test('is the mean of the rows, with length 1', () => {
    const vector = pool({ data, dims: [1, 2, 384] });
    expect(vector).toHaveLength(384);
    expect(vector[0]).toBeCloseTo(Math.SQRT1_2);
    expect(vector[1]).toBeCloseTo(Math.SQRT1_2);
    expect(vector[2]).toBe(0);
  });

  test('is not made of another shape than the model has', () => {
    expect(() => pool({ data, dims: [1, 1, 768] })).toThrow();
    expect(() => pool(undefined)).toThrow();
  });
});

test('each text gets its own vector, and few are under way at a time', async () => {
  let running = 0;
  let most = 0;
  const embedder = await open(async (_, text) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
    return vectorOf(text);
  });
  const texts = Array.from({ length: 50 }, (_, length) => 'x'.repeat(length));
  expect(await embedder.embed(texts)).toEqual(texts.map(vectorOf));
  expect(most).toBeLessThanOrEqual(2);
});

test('an abort stops it between texts, and waits for those that have begun', async () => {
  const stop = new AbortController();
  const begun: string[] = [];
  let ended = 0;
  const embedder = await open(async (_, text) => {
    if (text !== '') begun.push(text);
    stop.abort(new Error('stopped'));
    await new Promise(setImmediate);
    if (text !== '') ended += 1;
    return vectorOf(text);
  });
  await expect(embedder.embed(['a', 'b', 'c', 'd'], stop.signal)).rejects.toThrow('stopped');
  expect(begun.length).toBeLessThan(4);
  expect(ended).toBe(begun.length);
});

test('a text that fails fails the call, and no further one begins', async () => {
  const begun: string[] = [];
  const embedder = await open((_, text) => {
    begun.push(text);
    return text === 'b' ? Promise.reject(new Error('out of memory')) : Promise.resolve(vectorOf(text));
  });
  await expect(embedder.embed([...'abcdefghij'])).rejects.toThrow('out of memory');
  expect(begun).not.toContain('j');
  expect(await embedder.embed(['a'])).toEqual([vectorOf('a')]);
});

test('where library or weights cannot be had, a sentence says why', async () => {
  const opened = await openMiniLm({ cacheDir: 'nowhere', embed: () => Promise.reject(new Error('fetch failed')) });
  expect(opened).toEqual({
    unavailable: 'MiniLM cannot be loaded (fetch failed), so searches use the built-in vectors.',
  });
});

/** It is optional: where its installation failed, the product goes on without it. */
const isInstalled = (() => {
  try {
    return createRequire(import.meta.url).resolve('@huggingface/transformers') !== '';
  } catch {
    return false;
  }
})();

test.skipIf(!isInstalled)('weights that are there need no network, and give vectors in threads', async () => {
  const cacheDir = await mkdtemp(path.join(tmpdir(), 'goat-minilm-'));
  onTestFinished(() => rm(cacheDir, { recursive: true }));
  await writeRandomMiniLm(cacheDir, { layers: 1, vocabulary: 300 });
  const embedder = await openMiniLm({ cacheDir });
  if ('unavailable' in embedder) throw new Error(embedder.unavailable);

  const [short, again, long] = await embedder.embed(['parse(header)', 'parse(header)', 'parse header '.repeat(20_000)]);
  expect(short).toHaveLength(384);
  expect(Math.hypot(...(short ?? []))).toBeCloseTo(1);
  expect(again).toEqual(short);
  expect(long).not.toEqual(short);
});
