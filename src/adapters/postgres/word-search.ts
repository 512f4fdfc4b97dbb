import type { TermPostings } from '../../context/chunk-search.ts';
import { createPacer } from '../../indexing/pacer.ts';
import { openPostings, type Postings, packPostings } from '../../indexing/postings.ts';
import { integerArray } from './binary-array.ts';
import { createBlobCache } from './blob-cache.ts';
import type { Database } from './database.ts';
import { createPostingBuffer, type PostingBuffer } from './posting-buffer.ts';
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
    lengths?: (readonly number[])[],
  ): Promise<TermPostings[]> => {
    const { blobs, filesOf } = searched;
    const pause = createPacer();
    const known = indexes.get(repository);
    const fit = known && fitOf(known, searched);
    const serves = known !== undefined && fit !== undefined && fit.missing.length <= blobs.length * mostMissing;
    if (serves) keep(repository, known);
    if (serves && lengths !== undefined) readLengths(known, fit, lengths);
    if (serves && fit.filesOf === 'as indexed') return terms.map(known.index.find);
    const found = createPostingBuffer(terms.length);
    if (serves) {
      for (const [number, term] of terms.entries()) {
        translate(known.index.find(term), number, fit, found);
        await pause();
      }
    }
    const placeOf = serves ? fit.placeOfMissing : placesOf(blobs);
    const times = (asked.get(repository) ?? 0) + 1;
    asked.set(repository, times);
    const toIndex: IndexedContent[] = [];
    let bytes = 0;
    await cache.each(
      String(repository),
      serves ? fit.missing : blobs,
      (page) => readPage(database, repository, page),
      (blob, postings) => {
        const files = filesAt(filesOf, placeOf.get(blob) ?? -1);
        bytes += files.length * postings.terms.length * postingBytes;
        if (!serves && times > asksBefore && bytes <= limits.indexes) toIndex.push({ blob, files, postings });
        if (lengths !== undefined) for (const file of files) lengths[file] = postings.lengths;
        terms.forEach((term, number) => {
          for (const file of files) postings.find(term, (chunk, count) => found.push(number, file, chunk, count));
        });
        return pause();
      },
    );
    if (toIndex.length === blobs.length && blobs.length > 0) {
      const index = await buildWordIndex(
        toIndex.map(({ files, postings }) => [files, postings]),
        pause,
      );
      const own: Fit = { filesOf: 'as indexed', missing: [], placeOfMissing: new Map() };
      keep(repository, { index, contents: toIndex.map(withLengths), fits: new WeakMap([[searched, own]]) });
    }
    return found.byTerm();
  };
}

interface IndexedContent {
  readonly blob: number;
  readonly files: Uint32Array;
  readonly postings: Postings;
}

interface IndexedWords {
  readonly index: WordIndex;
  readonly contents: readonly (Pick<IndexedContent, 'blob' | 'files'> & Pick<Postings, 'lengths'>)[];
  readonly fits: WeakMap<SearchedBlobs, Fit>;
}

/** Without the postings, which are in the index then. */
function withLengths({ blob, files, postings: { lengths } }: IndexedContent) {
  return { blob, files, lengths };
}

/** How an index fits what is searched. */
interface Fit {
  /** By the index's files, those that have the same content; none for the further files of one content. */
  readonly filesOf: FilesOfBlobs | 'as indexed';
  /** Contents that the index does not know. */
  readonly missing: readonly number[];
  readonly placeOfMissing: ReadonlyMap<number, number>;
}

function fitOf({ contents, fits }: IndexedWords, searched: SearchedBlobs): Fit {
  const fit = fits.get(searched) ?? findFit(contents, searched);
  fits.set(searched, fit);
  return fit;
}

function findFit(contents: IndexedWords['contents'], { blobs, filesOf }: SearchedBlobs): Fit {
  const placeOf = placesOf(blobs);
  const ofFile: Uint32Array[] = [];
  for (const { blob, files } of contents) {
    for (const [index, file] of files.entries()) {
      ofFile[file] = index === 0 ? filesAt(filesOf, placeOf.get(blob) ?? -1) : new Uint32Array();
    }
  }
  const starts = new Uint32Array(ofFile.length + 1);
  const files = new Uint32Array(ofFile.reduce((sum, having) => sum + having.length, 0));
  ofFile.forEach((having, place) => {
    files.set(having, starts[place]);
    starts[place + 1] = (starts[place] ?? 0) + having.length;
  });
  const indexed = new Set(contents.map(({ blob }) => blob));
  const missing = blobs.filter((blob) => !indexed.has(blob));
  return {
    filesOf: { starts, files },
    missing,
    placeOfMissing: new Map(missing.map((blob) => [blob, placeOf.get(blob) ?? -1])),
  };
}

/** Adds the postings of the index's files for each file that has the content of one. */
function translate({ file, chunk, count }: TermPostings, term: number, { filesOf }: Fit, into: PostingBuffer): void {
  for (let from = 0; from < file.length; ) {
    const indexed = file[from] ?? 0;
    let to = from;
    while (file[to] === indexed) to += 1;
    for (const having of filesOf === 'as indexed' ? [indexed] : filesAt(filesOf, indexed)) {
      for (let at = from; at < to; at += 1) into.push(term, having, chunk[at] ?? 0, count[at] ?? 0);
    }
    from = to;
  }
}

function placesOf(blobs: readonly number[]): Map<number, number> {
  return new Map(blobs.map((blob, place) => [blob, place]));
}

function readLengths({ contents }: IndexedWords, { filesOf }: Fit, into: (readonly number[])[]): void {
  for (const { files, lengths } of contents) {
    for (const indexed of files) {
      for (const file of filesOf === 'as indexed' ? [indexed] : filesAt(filesOf, indexed)) into[file] = lengths;
    }
  }
}

async function readPage(database: Database, repository: number, blobs: readonly number[]) {
  const rows = await database.query<{ id: number; postings: Buffer }>(
    'select id, postings from indexed_blobs where repository = $1 and id = any($2::integer[])',
    [repository, integerArray(blobs)],
  );
  return rows.map(({ id, postings }) => [id, openPostings(postings)] as const);
}
