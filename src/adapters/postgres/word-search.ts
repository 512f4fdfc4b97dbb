import { createPacer } from '../../indexing/pacer.ts';
import { openPostings, type Postings, packPostings } from '../../indexing/postings.ts';
import { integerArray } from './binary-array.ts';
import { createBlobCache } from './blob-cache.ts';
import type { Database } from './database.ts';
import { buildWordIndex, postingBytes, type WordIndex } from './word-index.ts';

/** Bytes in memory: the postings of 300 MB of source, and the word indexes of 400 MB. */
const usualLimits = { postings: 128 * 1024 * 1024, indexes: 256 * 1024 * 1024 };
/** A command line asks a few times and ends: it would only wait for the index. */
const asksBefore = 3;
/** An index serves other commits too, as long as no larger share of their contents is missing in it. */
const mostMissing = 0.1;

/** Terms and blobs are given by their places. */
export interface WordVisitor {
  /** Called for each blob, with the words in each of its chunks. Undefined where nobody needs to know. */
  readonly blob: ((blob: number, lengths: readonly number[]) => void) | undefined;
  /** Called for each chunk that holds a term; those of one term and blob come one after the other, by chunk. */
  readonly posting: (term: number, blob: number, chunk: number, count: number) => void;
}

/**
 * Finds terms in blobs of a repository. At first each blob is looked into, as it is read; a process that goes on asking
 * keeps an index by term, which is many times as fast. The same list of blobs must be the same array: what is worked out
 * for it is kept with it.
 */
export function createWordSearch(database: Database, limits = usualLimits) {
  const cache = createBlobCache<Postings>(limits.postings, {
    bytesOf: ({ bytes }) => bytes,
    nothing: openPostings(packPostings([])),
  });
  const asked = new Map<number, number>();
  /** By repository; what was used last stands last. */
  const indexes = new Map<number, IndexedWords>();

  function keep(repository: number, indexed: IndexedWords): void {
    indexes.delete(repository);
    indexes.set(repository, indexed);
    let held = 0;
    for (const { index } of indexes.values()) held += index.bytes;
    for (const [oldest, { index }] of indexes) {
      if (held <= limits.indexes) break;
      indexes.delete(oldest);
      held -= index.bytes;
    }
  }

  return async (repository: number, blobs: readonly number[], terms: readonly number[], visitor: WordVisitor) => {
    const pause = createPacer();
    const known = indexes.get(repository);
    const fit = known && fitOf(known, blobs);
    const serves = known !== undefined && fit !== undefined && fit.missing.length <= blobs.length * mostMissing;
    if (serves) {
      keep(repository, known);
      await findByTerm(known, fit, blobs, terms, visitor, pause);
    }
    const placeOf = serves ? fit.placeOfMissing : placesOf(blobs);
    const times = (asked.get(repository) ?? 0) + 1;
    asked.set(repository, times);
    const toIndex: (readonly [number, Postings])[] = [];
    let bytes = 0;
    await cache.each(
      String(repository),
      serves ? fit.missing : blobs,
      (page) => readPage(database, repository, page),
      (blob, postings) => {
        bytes += postings.terms.length * postingBytes;
        if (!serves && times > asksBefore && bytes <= limits.indexes) toIndex.push([blob, postings]);
        const place = placeOf.get(blob) ?? -1;
        visitor.blob?.(place, postings.lengths);
        terms.forEach((term, number) => {
          postings.find(term, (chunk, count) => visitor.posting(number, place, chunk, count));
        });
        return pause();
      },
    );
    if (toIndex.length === blobs.length && blobs.length > 0) {
      const lengths = new Map(toIndex.map(([blob, postings]) => [blob, postings.lengths]));
      keep(repository, { index: await buildWordIndex(toIndex, pause), lengths, fits: new WeakMap() });
    }
  };
}

interface IndexedWords {
  readonly index: WordIndex;
  readonly lengths: ReadonlyMap<number, readonly number[]>;
  /** By the list of blobs that is searched. */
  readonly fits: WeakMap<readonly number[], Fit>;
}

/** How an index fits a list of blobs. */
interface Fit {
  /** By the index's own place of a blob its place in the list, or -1. */
  readonly places: Int32Array;
  readonly missing: readonly number[];
  readonly placeOfMissing: ReadonlyMap<number, number>;
}

function fitOf({ index, fits }: IndexedWords, blobs: readonly number[]): Fit {
  const fit = fits.get(blobs) ?? findFit(index, blobs);
  fits.set(blobs, fit);
  return fit;
}

function findFit(index: WordIndex, blobs: readonly number[]): Fit {
  const placeOf = placesOf(blobs);
  const places = Int32Array.from(index.blobs, (blob) => placeOf.get(blob) ?? -1);
  const indexed = new Set(index.blobs);
  const missing = blobs.filter((blob) => !indexed.has(blob));
  return { places, missing, placeOfMissing: new Map(missing.map((blob) => [blob, placeOf.get(blob) ?? -1])) };
}

function placesOf(blobs: readonly number[]): Map<number, number> {
  return new Map(blobs.map((blob, place) => [blob, place]));
}

async function findByTerm(
  { index, lengths }: IndexedWords,
  { places }: Fit,
  blobs: readonly number[],
  terms: readonly number[],
  visitor: WordVisitor,
  pause: () => Promise<void>,
): Promise<void> {
  if (visitor.blob !== undefined) {
    for (const [place, blob] of blobs.entries()) {
      const found = lengths.get(blob);
      if (found !== undefined) visitor.blob(place, found);
    }
  }
  for (const [number, term] of terms.entries()) {
    index.find(term, (owner, chunk, count) => {
      const place = places[owner] ?? -1;
      if (place !== -1) visitor.posting(number, place, chunk, count);
    });
    await pause();
  }
}

async function readPage(database: Database, repository: number, blobs: readonly number[]) {
  const rows = await database.query<{ id: number; postings: Buffer }>(
    'select id, postings from indexed_blobs where repository = $1 and id = any($2::integer[])',
    [repository, integerArray(blobs)],
  );
  return rows.map(({ id, postings }) => [id, openPostings(postings)] as const);
}
