import { expect, test } from 'vitest';
import { openMiniLm } from '../../../src/adapters/embeddings/minilm.ts';

const cacheDir = 'nowhere';
/** What the model gives for a text: a row of ones and a row of threes in the first column. */
const states = () => {
  const data = new Float32Array(2 * 384).fill(0);
  data[0] = 1;
  data[384] = 3;
  data[1] = 2;
  return { data, dims: [1, 2, 384] };
};

async function open(run: (text: string) => Promise<unknown>) {
  const embedder = await openMiniLm({ cacheDir, load: () => Promise.resolve(run) });
  if ('unavailable' in embedder) throw new Error(embedder.unavailable);
  return embedder;
}

test('a vector is the mean of the rows, with length 1', async () => {
  const embedder = await open(() => Promise.resolve(states()));
  const [vector] = await embedder.embed(['x']);
  expect(vector).toHaveLength(384);
  expect(vector?.[0]).toBeCloseTo(2 / Math.sqrt(5));
  expect(vector?.[1]).toBeCloseTo(1 / Math.sqrt(5));
  expect(vector?.[2]).toBe(0);
});

test('texts go one at a time and in order', async () => {
  const seen: string[] = [];
  let running = 0;
  const embedder = await open(async (text) => {
    running += 1;
    expect(running).toBe(1);
    seen.push(text);
    await Promise.resolve();
    running -= 1;
    return states();
  });
  expect(await embedder.embed(['a', 'b', 'c'])).toHaveLength(3);
  expect(seen).toEqual(['a', 'b', 'c']);
});

test('it stops between texts', async () => {
  const stop = new AbortController();
  const embedder = await open(() => {
    stop.abort(new Error('stopped'));
    return Promise.resolve(states());
  });
  await expect(embedder.embed(['a', 'b'], stop.signal)).rejects.toThrow('stopped');
});

test('another shape than the model has is an error, not a wrong vector', async () => {
  const embedder = await open(() => Promise.resolve({ data: new Float32Array(10), dims: [1, 1, 10] }));
  await expect(embedder.embed(['a'])).rejects.toThrow();
});

test('where library or weights cannot be had, a sentence says why', async () => {
  const opened = await openMiniLm({ cacheDir, load: () => Promise.reject(new Error('fetch failed')) });
  expect(opened).toEqual({
    unavailable: 'MiniLM cannot be loaded (fetch failed), so searches use the built-in vectors.',
  });
});
