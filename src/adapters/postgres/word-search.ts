import { createPacer } from '../../indexing/pacer.ts';
import { openPostings, type Postings, packPostings } from '../../indexing/postings.ts';
import { integerArray } from './binary-array.ts';
import { createBlobCache } from './blob-cache.ts';
import type { Database } from './database.ts';
import type { PostingBuffer } from './posting-buffer.ts';
import { type FilesOfBlobs, filesAt, type SnapshotList } from './snapshot-lists.ts';
import { buildWordIndex, postingBytes, type WordIndex } from './word-index.ts';

/** Bytes in memory: the postings of 300 MB of source, and the word indexes of 400 MB. */
const usualLimits = { postings: 128 * 1024 * 1024, indexes: 256 * 1024 * 1024 };
/** A command line asks a few times and ends: it would only wait for the index. */
const asksBefore = 3;
/** An index serves other commits too, as long as no larger share of their contents is missing in it. */
const mostMissing = 0.1;

/** What is searched: contents, and the files that have each. */
export type SearchedBlobs = Pick<SnapshotList, 'blobs' | 'filesOf'>;

/**
 * Finds terms in the files of a snapshot. At first each content is looked into, as it is read; a process that goes on asking
 * keeps an index by term, which is many times as fast. The same list of contents must be the same object: what is worked
 * out for it is kept with it.
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

  /** @param lengths receives by file the words in each of its chunks. */
  return async (
    repository: number,
    searched: SearchedBlobs,
    terms: readonly number[],
    into: PostingBuffer,
    lengths?: (readonly number[])[],
  ) => {
    const { blobs, filesOf } = searched;
    const pause = createPacer();
    const known = indexes.get(repository);
    const fit = known && fitOf(known, searched);
    const serves = known !== undefined && fit !== undefined && fit.missing.length <= blobs.length * mostMissing;
    if (serves) {
      keep(repository, known);
      into.reserve(terms.reduce((sum, term) => sum + known.index.most(term), 0));
      for (const [number, term] of terms.entries()) {
        known.index.find(term, number, fit.filesOf, into);
        await pause();
      }
    }
    if (serves && lengths !== undefined) readLengths(known, fit, lengths);
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
        const files = filesAt(filesOf, placeOf.get(blob) ?? -1);
        if (lengths !== undefined) for (const file of files) lengths[file] = postings.lengths;
        terms.forEach((term, number) => {
          for (const file of files) postings.find(term, (chunk, count) => into.push(number, file, chunk, count));
        });
        return pause();
      },
    );
    if (toIndex.length === blobs.length && blobs.length > 0) {
      const index = await buildWordIndex(toIndex, pause);
      keep(repository, { index, lengths: toIndex.map(([, postings]) => postings.lengths), fits: new WeakMap() });
    }
  };
}

interface IndexedWords {
  readonly index: WordIndex;
  /** By the index's own place of a content. */
  readonly lengths: readonly (readonly number[])[];
  readonly fits: WeakMap<SearchedBlobs, Fit>;
}

/** How an index fits what is searched. */
interface Fit {
  /** By the index's own places. */
  readonly filesOf: FilesOfBlobs;
  /** Contents that the index does not know. */
  readonly missing: readonly number[];
  readonly placeOfMissing: ReadonlyMap<number, number>;
}

function fitOf({ index, fits }: IndexedWords, searched: SearchedBlobs): Fit {
  const fit = fits.get(searched) ?? findFit(index, searched);
  fits.set(searched, fit);
  return fit;
}

function findFit(index: WordIndex, { blobs, filesOf }: SearchedBlobs): Fit {
  const placeOf = placesOf(blobs);
  const ofIndexed = Array.from(index.blobs, (blob) => filesAt(filesOf, placeOf.get(blob) ?? -1));
  const starts = new Uint32Array(ofIndexed.length + 1);
  const files = new Uint32Array(ofIndexed.reduce((sum, having) => sum + having.length, 0));
  ofIndexed.forEach((having, place) => {
    files.set(having, starts[place]);
    starts[place + 1] = (starts[place] ?? 0) + having.length;
  });
  const indexed = new Set(index.blobs);
  const missing = blobs.filter((blob) => !indexed.has(blob));
  return {
    filesOf: { starts, files },
    missing,
    placeOfMissing: new Map(missing.map((blob) => [blob, placeOf.get(blob) ?? -1])),
  };
}

function placesOf(blobs: readonly number[]): Map<number, number> {
  return new Map(blobs.map((blob, place) => [blob, place]));
}

function readLengths({ lengths }: IndexedWords, { filesOf }: Fit, into: (readonly number[])[]): void {
  lengths.forEach((ofBlob, place) => {
    for (const file of filesAt(filesOf, place)) into[file] = ofBlob;
  });
}

async function readPage(database: Database, repository: number, blobs: readonly number[]) {
  const rows = await database.query<{ id: number; postings: Buffer }>(
    'select id, postings from indexed_blobs where repository = $1 and id = any($2::integer[])',
    [repository, integerArray(blobs)],
  );
  return rows.map(({ id, postings }) => [id, openPostings(postings)] as const);
}
