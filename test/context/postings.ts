import { createPostingBuffer } from '../../src/adapters/postgres/posting-buffer.ts';
import type { SnapshotPostings } from '../../src/context/chunk-search.ts';

/**
 * Postings of a snapshot, in rows of term, file, chunk and count.
 * @param lengths for each file the words of each of its chunks.
 */
export function postingsOf(
  lengths: readonly (readonly number[])[],
  ...rows: readonly (readonly [number, number, number, number])[]
): SnapshotPostings {
  const buffer = createPostingBuffer(Math.max(0, ...rows.map(([term]) => term + 1)));
  for (const row of rows) buffer.push(...row);
  const firstChunks = lengths.map((_, file) => lengths.slice(0, file).flat().length);
  const words = lengths.flat();
  return {
    terms: buffer.byTerm(),
    lengths: { firstChunks: Uint32Array.of(...firstChunks, words.length), words: Uint32Array.from(words) },
  };
}
