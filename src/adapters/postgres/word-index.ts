import type { Postings } from '../../indexing/postings.ts';
import type { PostingBuffer } from './posting-buffer.ts';
import type { FilesOfBlobs } from './snapshot-lists.ts';

/** The words of many blobs, by term. */
export interface WordIndex {
  readonly blobs: Uint32Array;
  /** Its size in memory. */
  readonly bytes: number;
  /** How many postings a term has at most, where each content is in one file. */
  most(term: number): number;
  /** Adds a posting, as the `number`-th term's, for each chunk that holds the term and each file of its content. */
  find(term: number, number: number, filesOf: FilesOfBlobs, into: PostingBuffer): void;
}

/** In memory, of one posting: the term, the blob's place, the chunk and the count. */
export const postingBytes = 11;

/** The postings of a bucket, on average: that many are looked at for a term that is nowhere. */
const bucketPostings = 16;

/**
 * Puts postings into buckets by the highest bits of their terms, which are hashes, so that buckets are about as large as
 * each other; those of frequent terms hold little else. It takes some 100 ms for 5 million postings.
 * @param pause called often, so that the event loop gets its turns.
 */
export async function buildWordIndex(
  entries: readonly (readonly [blob: number, postings: Postings])[],
  pause: () => Promise<void>,
): Promise<WordIndex> {
  const total = entries.reduce((sum, [, { terms }]) => sum + terms.length, 0);
  const bits = Math.max(1, Math.ceil(Math.log2(total / bucketPostings)));
  const shift = 32 - bits;

  const ends = new Uint32Array(2 ** bits + 1);
  for (const [, { terms }] of entries) {
    for (let at = 0; at < terms.length; at += 1) {
      const bucket = ((terms[at] ?? 0) >>> shift) + 1;
      ends[bucket] = (ends[bucket] ?? 0) + 1;
    }
    await pause();
  }
  for (let bucket = 1; bucket < ends.length; bucket += 1) ends[bucket] = (ends[bucket] ?? 0) + (ends[bucket - 1] ?? 0);

  const owners = Uint32Array.from(entries, ([blob]) => blob);
  const packed = {
    terms: new Uint32Array(total),
    owners: new Uint32Array(total),
    chunks: new Uint16Array(total),
    counts: new Uint8Array(total),
  };
  // Where the next posting of each bucket goes; at the end it is where the next bucket begins.
  const next = ends.slice(0, -1);
  for (const [owner, [, { terms, chunks, counts }]] of entries.entries()) {
    for (let from = 0; from < terms.length; from += 1) {
      const term = terms[from] ?? 0;
      const bucket = term >>> shift;
      const at = next[bucket] ?? 0;
      next[bucket] = at + 1;
      packed.terms[at] = term;
      packed.owners[at] = owner;
      packed.chunks[at] = chunks[from] ?? 0;
      packed.counts[at] = counts[from] ?? 0;
    }
    await pause();
  }

  return {
    blobs: owners,
    bytes: total * postingBytes + ends.byteLength,
    most(term) {
      const bucket = term >>> shift;
      return (ends[bucket + 1] ?? 0) - (ends[bucket] ?? 0);
    },
    find(term, number, { starts, files }, into) {
      const bucket = term >>> shift;
      const end = ends[bucket + 1] ?? 0;
      for (let at = ends[bucket] ?? 0; at < end; at += 1) {
        if (packed.terms[at] !== term) continue;
        const owner = packed.owners[at] ?? 0;
        const last = starts[owner + 1] ?? 0;
        for (let place = starts[owner] ?? 0; place < last; place += 1) {
          into.push(number, files[place] ?? 0, packed.chunks[at] ?? 0, packed.counts[at] ?? 0);
        }
      }
    },
  };
}
