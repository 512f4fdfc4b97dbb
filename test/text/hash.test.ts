import { expect, test } from 'vitest';
import { hash } from '../../src/text/hash.ts';

test('a hash is a whole number of 32 bits and never changes, because stored indexes hold it', () => {
  expect(['', 'update', 'index', 'größe'].map(hash)).toEqual([2872998923, 1329617011, 2699885782, 2538389087]);
  for (const text of ['', 'a', 'update', '日本語']) expect(hash(text)).toBe(hash(text) >>> 0);
});

test('similar words spread over all 32 bits', () => {
  const hashes = Array.from({ length: 10_000 }, (_, index) => hash(`word${index}`));
  expect(new Set(hashes).size).toBe(hashes.length);
  const ones = hashes.reduce((sum, value) => sum + (value & 1), 0);
  expect(ones).toBeGreaterThan(4_700);
  expect(ones).toBeLessThan(5_300);
});
