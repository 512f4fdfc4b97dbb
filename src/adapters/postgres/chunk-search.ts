import type {
  ChunkSearch,
  NearChunk,
  SearchableSnapshot,
  SnapshotPostings,
  VectorState,
  WordCounts,
} from '../../context/chunk-search.ts';
import { hash } from '../../text/hash.ts';
import { createChunkReader } from './chunk-reader.ts';
import { createCosineOrder } from './cosine-order.ts';
import type { Database } from './database.ts';
import { createIndexKeys } from './index-keys.ts';
import { createSignSearch } from './nearest-by-signs.ts';
import { createSnapshotLists, filesAt, type SnapshotList } from './snapshot-lists.ts';
import { createWordSearch } from './word-search.ts';

/**
 * Chunks whose vectors are read to put them in order, of those that are likely the nearest by their signs. Of 74,000
 * chunks, with built-in vectors, 99 in a hundred of the nearest 20 are among so many, and of the nearest 100, 97 for short
 * queries and 90 for whole issues; of 200, it is 95 and more, 86 and 74. (Where every chunk was looked at closely; the count
 * that now goes before left the first ten of 99 in 100 requests as they were.)
 */
const candidates = 500;

/** Searches in PostgreSQL. It holds words and signs in memory, so one of it serves a whole process. */
export function createChunkSearch(database: Database): ChunkSearch {
  const keys = createIndexKeys(database);
  const lists = createSnapshotLists(database);
  const parts = {
    database,
    keys,
    readChunks: createChunkReader(database),
    searchWords: createWordSearch(database),
    searchSigns: createSignSearch(database),
    orderByCosine: createCosineOrder(database),
  };
  return {
    async open({ repository, commit }) {
      const key = await keys.knownRepository(repository);
      const list = key === undefined ? undefined : await lists.read(key, commit);
      return key === undefined || list === undefined ? undefined : searchable(parts, key, list);
    },
  };
}

interface Parts {
  readonly database: Database;
  readonly keys: ReturnType<typeof createIndexKeys>;
  readonly readChunks: ReturnType<typeof createChunkReader>;
  readonly searchWords: ReturnType<typeof createWordSearch>;
  readonly searchSigns: ReturnType<typeof createSignSearch>;
  readonly orderByCosine: ReturnType<typeof createCosineOrder>;
}

function searchable(
  { database, keys, readChunks, searchWords, searchSigns, orderByCosine }: Parts,
  repository: number,
  list: SnapshotList,
): SearchableSnapshot {
  const { id: snapshot, files, ids, blobs, filesOf, placeOf, complete, imports } = list;

  async function vectorState(embedder: number | undefined): Promise<VectorState> {
    if (embedder === undefined) return 'none';
    if (complete.has(embedder)) return 'complete';
    const [row] = await database.query<{ complete: boolean; some: boolean }>(
      `select $3 = any(embedders) as complete,
         exists (select from chunk_codes where repository = $1 and embedder = $3) and exists (
           select from unnest(s.blobs) as held (blob) where exists (
             select from chunk_codes c where c.repository = $1 and c.embedder = $3 and c.blob = held.blob)) as some
       from snapshots s where s.repository = $1 and s.id = $2`,
      [repository, snapshot, embedder],
    );
    if (row?.complete) complete.add(embedder);
    if (row?.complete) return 'complete';
    return row?.some ? 'partial' : 'none';
  }

  return {
    files,

    async vectors(embedder) {
      return vectorState(await keys.knownEmbedder(embedder));
    },

    async postings(terms): Promise<SnapshotPostings> {
      const words = list.lengths === undefined ? new Array<readonly number[]>(files.length).fill([]) : undefined;
      const found = await searchWords(repository, list, terms.map(hash), words);
      const lengths = list.lengths ?? countChunks(words ?? []);
      list.lengths = lengths;
      return { terms: found, lengths };
    },

    async nearest(embedder, vector, limit, among): Promise<NearChunk[]> {
      const key = await keys.knownEmbedder(embedder);
      if (key === undefined) return [];
      const isAll = among.length === files.length;
      const wanted = new Set(isAll ? [] : among);
      const searched = {
        repository,
        embedder: key,
        blobs: isAll ? blobs : [...new Set(among.map((file) => ids[file] ?? -1))],
        complete: (await vectorState(key)) === 'complete',
        whole: isAll,
        vectors: list.lengths?.words.length ?? Number.POSITIVE_INFINITY,
      };
      const likely = await searchSigns(searched, vector, Math.max(candidates, limit));
      const near = await orderByCosine(searched, vector, likely, limit);
      return near.flatMap(({ blob, chunk, similarity }) =>
        Array.from(filesAt(filesOf, placeOf.get(blob) ?? -1))
          .filter((file) => isAll || wanted.has(file))
          .map((file) => ({ file, chunk, similarity })),
      );
    },

    async chunks(wanted) {
      const byId = await readChunks(
        repository,
        wanted.map((file) => ids[file] ?? -1),
      );
      return wanted.map((file) => byId.get(ids[file] ?? -1) ?? []);
    },

    imports,
  };
}

function countChunks(words: readonly (readonly number[])[]): WordCounts {
  const firstChunks = new Uint32Array(words.length + 1);
  words.forEach((ofFile, file) => {
    firstChunks[file + 1] = (firstChunks[file] ?? 0) + ofFile.length;
  });
  const counts = { firstChunks, words: new Uint32Array(firstChunks.at(-1) ?? 0) };
  words.forEach((ofFile, file) => {
    counts.words.set(ofFile, firstChunks[file]);
  });
  return counts;
}
