import { firstAtLeast } from './first-at-least.ts';

/**
 * The words of one file, packed: a database row for each posting would take more room than the source and more time
 * than the rest of the index together.
 *
 * Layout, little endian: chunks u32 · postings u32 · a u32 for each chunk (its length in words) · then, sorted by term,
 * for each posting a u32 (the term's hash), for each a u16 (the chunk), for each a u8 (the count, at most 255).
 * Terms are kept as 32-bit hashes: a dictionary would cost a write per new word, and two words that meet by chance only
 * add a little noise to a score.
 */
export interface Postings {
  /** Words in each chunk. */
  readonly lengths: readonly number[];
  /** Its size in memory. */
  readonly bytes: number;
  /** Parallel arrays, by term and then by chunk: chunk `chunks[i]` holds `terms[i]` `counts[i]` times. */
  readonly terms: Uint32Array;
  readonly chunks: Uint16Array;
  readonly counts: Uint8Array;
  /** Calls `visit` for each chunk that holds the term. */
  find(term: number, visit: (chunk: number, count: number) => void): void;
}

/** More than the largest file can have; with a hash before it, a number of it is still exact in 64 bits. */
const mostPostings = 2 ** 21;

/** @param chunks how often each term is in them, by its `hash`, signed or not. */
export function packPostings(chunks: readonly ReadonlyMap<number, number>[]): Uint8Array {
  const total = chunks.reduce((sum, words) => sum + words.size, 0);
  const packed = new Uint8Array(size(chunks.length, total));
  new Uint32Array(packed.buffer, 0, 2).set([chunks.length, total]);
  const { lengths, terms, chunks: places, counts } = layOut(packed);

  // Sorted as numbers that begin with the term and end with the place where the rest is found.
  const order = new Float64Array(total);
  const found = { places: new Uint16Array(total), counts: new Uint8Array(total) };
  let next = 0;
  for (const [chunk, words] of chunks.entries()) {
    let length = 0;
    for (const [term, count] of words) {
      order[next] = (term >>> 0) * mostPostings + next;
      found.places[next] = chunk;
      found.counts[next] = Math.min(count, 255);
      length += count;
      next += 1;
    }
    lengths[chunk] = length;
  }
  order.sort();
  for (let at = 0; at < total; at += 1) {
    const key = order[at] ?? 0;
    const term = Math.floor(key / mostPostings);
    const posting = key - term * mostPostings;
    terms[at] = term;
    places[at] = found.places[posting] ?? 0;
    counts[at] = found.counts[posting] ?? 0;
  }
  return packed;
}

export function openPostings(packed: Uint8Array): Postings {
  // Numbers of 32 bits are read in place only where they begin at a multiple of four.
  const aligned = packed.byteOffset % 4 === 0 ? packed : Uint8Array.from(packed);
  const { lengths, terms, chunks, counts } = layOut(aligned);
  return {
    lengths: Array.from(lengths),
    bytes: packed.length,
    terms,
    chunks,
    counts,
    find(term, visit) {
      for (let at = firstAtLeast(terms, term); terms[at] === term; at += 1) visit(chunks[at] ?? 0, counts[at] ?? 0);
    },
  };
}

function size(chunks: number, postings: number): number {
  return 8 + 4 * chunks + 7 * postings;
}

/** Views of the parts. The processors that Node runs on are little endian. */
function layOut({ buffer, byteOffset }: Uint8Array) {
  const [chunkCount = 0, postings = 0] = new Uint32Array(buffer, byteOffset, 2);
  const terms = byteOffset + 8 + 4 * chunkCount;
  return {
    lengths: new Uint32Array(buffer, byteOffset + 8, chunkCount),
    terms: new Uint32Array(buffer, terms, postings),
    chunks: new Uint16Array(buffer, terms + 4 * postings, postings),
    counts: new Uint8Array(buffer, terms + 6 * postings, postings),
  };
}
