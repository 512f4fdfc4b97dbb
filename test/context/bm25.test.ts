import { expect, test } from 'vitest';
import { scoreWords } from '../../src/context/bm25.ts';

/** Rows of term, file, chunk, count. */
function postings(
  lengths: readonly (readonly number[])[],
  ...rows: readonly (readonly [number, number, number, number])[]
) {
  return {
    lengths,
    term: rows.map(([term]) => term),
    file: rows.map(([, file]) => file),
    chunk: rows.map(([, , chunk]) => chunk),
    count: rows.map(([, , , count]) => count),
  };
}

test('a rare word counts more than a common one', () => {
  const { files } = scoreWords(postings([[10], [10], [10]], [0, 0, 0, 1], [0, 1, 0, 1], [1, 2, 0, 1]));
  expect(files.get(2)).toBeGreaterThan(files.get(0) ?? 0);
});

test('the same count says more in a short file than in a long one', () => {
  const { files } = scoreWords(postings([[10], [1_000]], [0, 0, 0, 2], [0, 1, 0, 2]));
  expect(files.get(0)).toBeGreaterThan(files.get(1) ?? 0);
});

test('a file gathers the words of its chunks; a chunk has its own only', () => {
  const { files, chunks } = scoreWords(postings([[10, 10], [10, 10], [20]], [0, 0, 0, 1], [1, 0, 1, 1], [0, 1, 0, 1]));
  expect(files.get(0)).toBeGreaterThan(files.get(1) ?? 0);
  expect([...(chunks.get(0)?.keys() ?? [])]).toEqual([0, 1]);
  expect([...(chunks.get(1)?.keys() ?? [])]).toEqual([0]);
});

test('it is BM25 with k1 = 1.2 and b = 0.75', () => {
  const { files } = scoreWords(postings([[10], [30]], [0, 0, 0, 2]));
  const rarity = Math.log(1 + (2 - 1 + 0.5) / (1 + 0.5));
  expect(files.get(0)).toBeCloseTo((rarity * 2 * 2.2) / (2 + 1.2 * (0.25 + (0.75 * 10) / 20)));
});

test('an empty snapshot has no scores', () => {
  expect(scoreWords(postings([])).files.size).toBe(0);
});
