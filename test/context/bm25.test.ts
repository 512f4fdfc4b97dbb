import { expect, test } from 'vitest';
import { scoreWords } from '../../src/context/bm25.ts';
import { postingsOf } from './postings.ts';

test('a rare word counts more than a common one', () => {
  const { files } = scoreWords(postingsOf([[10], [10], [10]], [0, 0, 0, 1], [0, 1, 0, 1], [1, 2, 0, 1]), [1, 1]);
  expect(files[2]).toBeGreaterThan(files[0] ?? 0);
});

test('a word counts by its weight', () => {
  const rows = postingsOf([[10], [10]], [0, 0, 0, 1], [1, 1, 0, 1]);
  expect([...scoreWords(rows, [1, 0.5]).files]).toEqual([1, 0.5]);
  expect([...scoreWords(rows, [0, 1]).files]).toEqual([0, 1]);
});

test('the same count says more in a short file than in a long one', () => {
  const { files } = scoreWords(postingsOf([[10], [1_000]], [0, 0, 0, 2], [0, 1, 0, 2]), [1]);
  expect(files[0]).toBeGreaterThan(files[1] ?? 0);
});

test('a file gathers the words of its chunks; a chunk has its own only', () => {
  const rows = postingsOf([[10, 10], [10, 10], [20]], [0, 0, 0, 1], [1, 0, 1, 1], [0, 1, 0, 1]);
  const { files, chunks, firstChunks } = scoreWords(rows, [1, 1]);
  expect(files[0]).toBeGreaterThan(files[1] ?? 0);
  expect([...firstChunks]).toEqual([0, 2, 4, 5]);
  expect([...chunks].map((score) => score > 0)).toEqual([true, true, true, false, false]);
});

test('chunks have BM25 with k1 = 1.2 and b = 0.75, relative to the best', () => {
  const { chunks } = scoreWords(postingsOf([[10], [30]], [0, 0, 0, 2], [0, 1, 0, 1]), [1]);
  const score = (count: number, length: number) => (count * 2.2) / (count + 1.2 * (0.25 + (0.75 * length) / 20));
  expect(chunks[1]).toBeCloseTo(score(1, 30) / score(2, 10));
});

test('an empty snapshot has no scores', () => {
  expect(scoreWords(postingsOf([]), []).files).toHaveLength(0);
});
