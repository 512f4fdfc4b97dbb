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

export interface WordVisitor {
  /** Called for each blob, with the words in each of its chunks. */
  readonly blob: (blob: number, lengths: readonly number[]) => void;
  /** Called for each chunk that holds a term, given by its place; also for blobs of other commits. */
  readonly posting: (term: number, blob: number, chunk: number, count: number) => void;
}

/**
 * Finds terms in blobs of a repository. At first each blob is looked into, as it is read; a process that goes on asking
 * keeps an index by term, which is many times as fast.
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
    const missing = blobs.filter((blob) => !known?.index.blobs.has(blob));
    const serves = known !== undefined && missing.length <= blobs.length * mostMissing;
    if (serves) {
      keep(repository, known);
      await findByTerm(known, blobs, terms, visitor, pause);
    }
    const times = (asked.get(repository) ?? 0) + 1;
    asked.set(repository, times);
    const toIndex: (readonly [number, Postings])[] = [];
    let bytes = 0;
    await cache.each(
      String(repository),
      serves ? missing : blobs,
      (page) => readPage(database, repository, page),
      (blob, postings) => {
        bytes += postings.terms.length * postingBytes;
        if (!serves && times > asksBefore && bytes <= limits.indexes) toIndex.push([blob, postings]);
        visitor.blob(blob, postings.lengths);
        terms.forEach((term, place) => {
          postings.find(term, (chunk, count) => visitor.posting(place, blob, chunk, count));
        });
        return pause();
      },
    );
    if (toIndex.length === blobs.length && blobs.length > 0) {
      const lengths = new Map(toIndex.map(([blob, postings]) => [blob, postings.lengths]));
      keep(repository, { index: await buildWordIndex(toIndex, pause), lengths });
    }
  };
}

interface IndexedWords {
  readonly index: WordIndex;
  readonly lengths: ReadonlyMap<number, readonly number[]>;
}

async function findByTerm(
  { index, lengths }: IndexedWords,
  blobs: readonly number[],
  terms: readonly number[],
  visitor: WordVisitor,
  pause: () => Promise<void>,
): Promise<void> {
  for (const blob of blobs) {
    const found = lengths.get(blob);
    if (found !== undefined) visitor.blob(blob, found);
  }
  for (const [place, term] of terms.entries()) {
    index.find(term, (blob, chunk, count) => visitor.posting(place, blob, chunk, count));
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
