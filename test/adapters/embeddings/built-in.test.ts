import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builtInEmbedder } from '../../../src/adapters/embeddings/built-in.ts';

async function similarity(left: string, right: string): Promise<number> {
  const [one, two] = await builtInEmbedder.embed([left, right]);
  return (one ?? new Float32Array()).reduce((sum, value, index) => sum + value * (two?.[index] ?? 0), 0);
}

test('each text gets a vector of 384 numbers and length 1, in order', async () => {
  const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 50 }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(texts, async (all) => {
      const vectors = await builtInEmbedder.embed(all);
      expect(vectors).toHaveLength(all.length);
      for (const vector of vectors) {
        expect(vector).toHaveLength(384);
        expect(Math.hypot(...vector)).toBeCloseTo(1);
      }
    }),
  );
});

test('the same text always gives the same vector', async () => {
  expect(await similarity('function add(a, b)', 'function add(a, b)')).toBeCloseTo(1);
});

test('forms of a word, and identifiers that share words, are closer than others', async () => {
  const other = await similarity('parse the header', 'draw a rectangle');
  expect(await similarity('parse the header', 'parsing headers')).toBeGreaterThan(other + 0.1);
  expect(await similarity('parseHeader', 'header_parser')).toBeGreaterThan(other + 0.1);
});

test('FAULT 59: 262,144 characters of anything', async () => {
  for (const unit of ['a', ' ', 'aB', '_', '日', '🙂']) {
    expect(await builtInEmbedder.embed([unit.repeat(262_144 / unit.length)])).toHaveLength(1);
  }
});
