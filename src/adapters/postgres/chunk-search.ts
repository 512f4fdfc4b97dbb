import type {
  ChunkSearch,
  NearChunk,
  SearchableSnapshot,
  SnapshotFile,
  SnapshotPostings,
  VectorState,
} from '../../context/chunk-search.ts';
import type { Chunk } from '../../indexing/chunk.ts';
import { createPacer } from '../../indexing/pacer.ts';
import { hash } from '../../text/hash.ts';
import { vectorLiteral } from './chunk-store.ts';
import type { Database } from './database.ts';
import { createPostingsCache, type PostingsCache } from './postings-cache.ts';

/** Bytes of postings in memory: those of a repository of about 200 MB of source. */
const cacheLimit = 256 * 1024 * 1024;
/** Snapshots whose list of files is kept. */
const snapshotLimit = 8;

interface FileList {
  readonly files: readonly SnapshotFile[];
  /** The index's own numbers of the blobs, by file. */
  readonly ids: readonly number[];
}

/** Searches in PostgreSQL. It holds postings in memory, so one of it serves a whole process. */
export function createChunkSearch(database: Database): ChunkSearch {
  const postings = createPostingsCache(database, cacheLimit);
  const lists = new Map<string, FileList>();
  return {
    async open({ repository, commit }) {
      const [row] = await database.query<{ chunkers: string }>(
        'select chunkers from snapshots where repository = $1 and commit = $2',
        [repository, commit],
      );
      if (row === undefined) return undefined;
      const key = `${repository} ${commit} ${row.chunkers}`;
      const list = lists.get(key) ?? (await readFiles(database, repository, commit));
      lists.delete(key);
      lists.set(key, list);
      for (const oldest of lists.keys()) if (lists.size > snapshotLimit) lists.delete(oldest);
      return searchable(database, postings, { repository, commit }, list);
    },
  };
}

async function readFiles(database: Database, repository: string, commit: string): Promise<FileList> {
  const rows = await database.query<{ path: string; id: number; blob: string }>(
    `select file.path, file.id, b.blob
     from snapshots s, unnest(s.paths, s.blobs) with ordinality as file (path, id, place)
     join indexed_blobs b on b.repository = $1 and b.id = file.id
     where s.repository = $1 and s.commit = $2 order by file.place`,
    [repository, commit],
  );
  return { files: rows.map(({ path, blob }) => ({ path, blob })), ids: rows.map(({ id }) => id) };
}

function searchable(
  database: Database,
  cache: PostingsCache,
  { repository, commit }: { readonly repository: string; readonly commit: string },
  { files, ids }: FileList,
): SearchableSnapshot {
  const filesOf = new Map<number, number[]>();
  ids.forEach((id, file) => {
    filesOf.set(id, [...(filesOf.get(id) ?? []), file]);
  });

  return {
    files,

    async vectors(embedder): Promise<VectorState> {
      const [row] = await database.query<{ complete: boolean; some: boolean }>(
        `select $3 = any(embedders) as complete, exists (
           select from chunk_vectors v where v.repository = $1 and v.embedder = $3 and v.blob = any(s.blobs)) as some
         from snapshots s where s.repository = $1 and s.commit = $2`,
        [repository, commit, embedder],
      );
      if (row?.complete) return 'complete';
      return row?.some ? 'partial' : 'none';
    },

    async postings(terms): Promise<SnapshotPostings> {
      const hashes = terms.map(hash);
      const found = { term: [] as number[], file: [] as number[], chunk: [] as number[], count: [] as number[] };
      const lengths: (readonly number[])[] = files.map(() => []);
      const pause = createPacer();
      await cache.each(repository, [...filesOf.keys()], (id, postings) => {
        for (const file of filesOf.get(id) ?? []) {
          lengths[file] = postings.lengths;
          hashes.forEach((term, index) => {
            postings.find(term, (chunk, count) => {
              found.term.push(index);
              found.file.push(file);
              found.chunk.push(chunk);
              found.count.push(count);
            });
          });
        }
        return pause();
      });
      return { ...found, lengths };
    },

    async nearest(embedder, vector, limit, among): Promise<NearChunk[]> {
      const wanted = new Set(among);
      // Of several ways to name the files, this plan is by far the fastest, and it computes each distance once.
      const rows = await database.query<{ blob: number; chunk: number; distance: number }>(
        `select blob, chunk, embedding <=> $4::vector as distance from chunk_vectors
         where repository = $1 and embedder = $2 and blob = any($3::integer[])
         order by distance limit $5`,
        [repository, embedder, [...new Set(among.map((file) => ids[file]))], vectorLiteral(vector), limit],
      );
      return rows.flatMap(({ blob, chunk, distance }) =>
        (filesOf.get(blob) ?? [])
          .filter((file) => wanted.has(file))
          .map((file) => ({ file, chunk, similarity: 1 - distance })),
      );
    },

    async chunks(wanted) {
      const rows = await database.query<{ id: number; chunks: Chunk[] }>(
        'select id, chunks from indexed_blobs where repository = $1 and id = any($2::integer[])',
        [repository, wanted.map((file) => ids[file])],
      );
      const byId = new Map(rows.map((row) => [row.id, row.chunks]));
      return wanted.map((file) => byId.get(ids[file] ?? -1) ?? []);
    },
  };
}
