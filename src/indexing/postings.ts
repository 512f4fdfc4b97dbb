import { hash } from '../text/hash.ts';

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
  /** Calls `visit` for each chunk that holds the term. */
  find(term: number, visit: (chunk: number, count: number) => void): void;
}

export function packPostings(chunks: readonly ReadonlyMap<string, number>[]): Buffer {
  const byTerm = new Map<number, { chunk: number; count: number }[]>();
  const lengths = chunks.map(() => 0);
  let total = 0;
  chunks.forEach((words, chunk) => {
    for (const [word, count] of words) {
      const term = hash(word);
      const postings = byTerm.get(term);
      if (postings === undefined) byTerm.set(term, [{ chunk, count }]);
      else postings.push({ chunk, count });
      lengths[chunk] = (lengths[chunk] ?? 0) + count;
      total += 1;
    }
  });
  const { packed, terms, chunkIds, counts } = layOut(Buffer.alloc(size(chunks.length, total)), chunks.length, total);
  packed.writeUInt32LE(chunks.length, 0);
  packed.writeUInt32LE(total, 4);
  lengths.forEach((length, chunk) => {
    packed.writeUInt32LE(length, 8 + 4 * chunk);
  });
  let at = 0;
  for (const term of Uint32Array.from(byTerm.keys()).sort()) {
    for (const { chunk, count } of byTerm.get(term) ?? []) {
      packed.writeUInt32LE(term, terms + 4 * at);
      packed.writeUInt16LE(chunk, chunkIds + 2 * at);
      packed.writeUInt8(Math.min(count, 255), counts + at);
      at += 1;
    }
  }
  return packed;
}

export function openPostings(buffer: Buffer): Postings {
  const chunks = buffer.readUInt32LE(0);
  const total = buffer.readUInt32LE(4);
  const { packed, terms, chunkIds, counts } = layOut(buffer, chunks, total);
  return {
    lengths: Array.from({ length: chunks }, (_, chunk) => packed.readUInt32LE(8 + 4 * chunk)),
    find(term, visit) {
      let low = 0;
      let high = total;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (packed.readUInt32LE(terms + 4 * middle) < term) low = middle + 1;
        else high = middle;
      }
      for (; low < total && packed.readUInt32LE(terms + 4 * low) === term; low += 1) {
        visit(packed.readUInt16LE(chunkIds + 2 * low), packed.readUInt8(counts + low));
      }
    },
  };
}

function size(chunks: number, postings: number): number {
  return 8 + 4 * chunks + 7 * postings;
}

function layOut(packed: Buffer, chunks: number, postings: number) {
  const terms = 8 + 4 * chunks;
  return { packed, terms, chunkIds: terms + 4 * postings, counts: terms + 6 * postings };
}
