import type { TermPostings } from '../../context/chunk-search.ts';
import { firstAtLeast } from '../../indexing/first-at-least.ts';
import type { Postings } from '../../indexing/postings.ts';

/** The words of the files of a snapshot, by term. */
export interface WordIndex {
  /** Its size in memory. */
  readonly bytes: number;
  /** Of a term, those of a file together, by chunk. They are parts of the index: nothing is copied. */
  find(term: number): TermPostings;
}

/** In memory, of one posting, while an index is made: the term, the file, the chunk and the count. */
export const postingBytes = 11;

interface Columns {
  readonly terms: Uint32Array;
  readonly files: Uint32Array;
  readonly chunks: Uint16Array;
  readonly counts: Uint8Array;
}

/**
 * Sorts postings by their terms, 16 bits of them at a time. It takes some 100 ms for a million.
 * @param entries the words of a content, and the files that have it.
 * @param pause called often, so that the event loop gets its turns.
 */
export async function buildWordIndex(
  entries: readonly (readonly [files: Uint32Array, postings: Postings])[],
  pause: () => Promise<void>,
): Promise<WordIndex> {
  const total = entries.reduce((sum, [files, { terms }]) => sum + files.length * terms.length, 0);
  const [first, second] = [newColumns(total), newColumns(total)];
  let size = 0;
  for (const [files, postings] of entries) {
    for (const file of files) {
      first.terms.set(postings.terms, size);
      first.files.fill(file, size, size + postings.terms.length);
      first.chunks.set(postings.chunks, size);
      first.counts.set(postings.counts, size);
      size += postings.terms.length;
    }
    await pause();
  }
  await sortBy(0, first, second, pause);
  await sortBy(16, second, first, pause);

  const { terms, starts } = groupTerms(first.terms);
  const { files, chunks, counts } = first;
  return {
    bytes: files.byteLength + chunks.byteLength + counts.byteLength + terms.byteLength + starts.byteLength,
    find(term) {
      const place = placeOf(terms, term);
      const [from, to] = place === -1 ? [0, 0] : [starts[place], starts[place + 1]];
      return { file: files.subarray(from, to), chunk: chunks.subarray(from, to), count: counts.subarray(from, to) };
    },
  };
}

function newColumns(size: number): Columns {
  return {
    terms: new Uint32Array(size),
    files: new Uint32Array(size),
    chunks: new Uint16Array(size),
    counts: new Uint8Array(size),
  };
}

const digits = 2 ** 16;

/** Those that are equal in the 16 bits of their terms keep their order. */
async function sortBy(shift: number, from: Columns, into: Columns, pause: () => Promise<void>): Promise<void> {
  const { terms, files, chunks, counts } = from;
  const next = new Uint32Array(digits + 1);
  for (let at = 0; at < terms.length; at += 1) {
    const digit = (((terms[at] ?? 0) >>> shift) & (digits - 1)) + 1;
    next[digit] = (next[digit] ?? 0) + 1;
  }
  for (let digit = 1; digit < digits; digit += 1) next[digit] = (next[digit] ?? 0) + (next[digit - 1] ?? 0);
  for (let at = 0; at < terms.length; at += 1) {
    const term = terms[at] ?? 0;
    const digit = (term >>> shift) & (digits - 1);
    const to = next[digit] ?? 0;
    next[digit] = to + 1;
    into.terms[to] = term;
    into.files[to] = files[at] ?? 0;
    into.chunks[to] = chunks[at] ?? 0;
    into.counts[to] = counts[at] ?? 0;
    if (at % digits === 0) await pause();
  }
}

/** The different ones of sorted terms, and where each begins; one more start, behind them, is the end. */
function groupTerms(sorted: Uint32Array): { readonly terms: Uint32Array; readonly starts: Uint32Array } {
  const isFirst = (at: number) => at === 0 || sorted[at] !== sorted[at - 1];
  let different = 0;
  for (let at = 0; at < sorted.length; at += 1) if (isFirst(at)) different += 1;
  const terms = new Uint32Array(different);
  const starts = new Uint32Array(different + 1);
  let place = 0;
  for (let at = 0; at < sorted.length; at += 1) {
    if (!isFirst(at)) continue;
    terms[place] = sorted[at] ?? 0;
    starts[place] = at;
    place += 1;
  }
  starts[different] = sorted.length;
  return { terms, starts };
}

/** -1 where it is not there. */
function placeOf(terms: Uint32Array, term: number): number {
  const place = firstAtLeast(terms, term);
  return terms[place] === term ? place : -1;
}
