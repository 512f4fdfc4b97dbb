import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPostings, packPostings } from '../../src/indexing/postings.ts';
import { hash } from '../../src/text/hash.ts';

function find(packed: Uint8Array, word: string): [number, number][] {
  const found: [number, number][] = [];
  openPostings(packed).find(hash(word), (chunk, count) => found.push([chunk, count]));
  return found;
}

test('what is packed is found again, by word, with its chunks and counts', () => {
  const words = fc.constantFrom('a', 'b', 'parse', 'parser', 'größe', '日本語', '=parse');
  const terms = words.map(hash);
  const chunk = fc.array(fc.tuple(terms, fc.integer({ min: 1, max: 255 }))).map((entries) => new Map(entries));
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 8 }), words, (chunks, word) => {
      const expected = chunks.flatMap((counts, index) => {
        const count = counts.get(hash(word));
        return count === undefined ? [] : [[index, count]];
      });
      const packed = packPostings(chunks);
      expect(find(packed, word)).toEqual(expected);
      const lengths = chunks.map((counts) => [...counts.values()].reduce((sum, count) => sum + count, 0));
      expect(openPostings(packed).lengths).toEqual(lengths);
    }),
  );
});

test('a count over 255 is kept as 255', () => {
  expect(find(packPostings([new Map([[hash('a'), 1_000]])]), 'a')).toEqual([[0, 255]]);
});

test('a hash may be given as a signed number', () => {
  const word = 'parse';
  expect(hash(word)).toBeGreaterThan(2 ** 31);
  expect(find(packPostings([new Map([[hash(word) | 0, 2]])]), word)).toEqual([[0, 2]]);
});

test('a file without chunks has no words', () => {
  expect(find(packPostings([]), 'a')).toEqual([]);
});
