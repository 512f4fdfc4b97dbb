import { setImmediate } from 'node:timers/promises';
import type { Chunk } from '../../indexing/chunk.ts';
import type { ChunkStore, ChunkVector, UnembeddedBlob } from '../../indexing/chunk-store.ts';
import { byteaArray, bytesArray, integerArray } from './binary-array.ts';
import type { Database } from './database.ts';
import { halfVector } from './half-vector.ts';
import type { IndexKeys } from './index-keys.ts';
import { pagesOf } from './pages.ts';
import { codeBytes, signCode } from './sign-codes.ts';

type VectorStore = Pick<
  ChunkStore,
  'hasVectors' | 'unembedded' | 'withoutVectors' | 'addVectors' | 'setVectorsComplete'
>;

/** Contents that are looked at, and those whose chunks are read, in one statement. */
const idsPage = 2_000;
const blobsPage = 200;

/** The part of a chunk store that keeps vectors: their signs, by which they are found, and themselves. */
export function createVectorStore(database: Database, keys: IndexKeys): VectorStore {
  let halfType: Promise<number> | undefined;

  return {
    async hasVectors({ repository, commit }, embedder) {
      const rows = await database.query(
        'select from snapshots where repository = $1 and commit = $2 and $3 = any(embedders)',
        [await keys.repository(repository), commit, await keys.embedder(embedder)],
      );
      return rows.length > 0;
    },

    async unembedded(snapshot, embedder) {
      const repository = await keys.repository(snapshot.repository);
      const key = await keys.embedder(embedder);
      const waiting: Missing[] = [];
      for (const ids of pagesOf(await newBlobs(database, repository, snapshot.commit, key), idsPage)) {
        waiting.push(...(await findMissing(database, repository, key, ids)));
        await setImmediate();
      }
      return {
        chunks: waiting.reduce((sum, { missing }) => sum + missing.length, 0),
        pages: readPages(database, repository, waiting),
      };
    },

    async withoutVectors(snapshot, embedder, chunks) {
      const repository = await keys.repository(snapshot.repository);
      const wanted = await findChunks(database, repository, snapshot.commit, chunks);
      const missing = await findMissing(database, repository, await keys.embedder(embedder), [...wanted.keys()]);
      const asked = missing.map((blob) => ({
        ...blob,
        missing: blob.missing.filter((place) => wanted.get(blob.id)?.has(place)),
      }));
      return readChunks(
        database,
        repository,
        asked.filter(({ missing: left }) => left.length > 0),
      );
    },

    async addVectors(repository, embedder, vectors) {
      halfType ??= database
        .query<{ oid: number }>("select 'halfvec'::regtype::oid::integer as oid")
        .then(([row]) => row?.oid ?? 0);
      const sorted = [...vectors].sort((left, right) => left.blob - right.blob || left.chunk - right.chunk);
      const runs = [...runsOf(sorted)];
      await database.query(
        `with added as (
           insert into chunk_vectors (repository, embedder, blob, chunk, embedding)
           select $1, $2, new.* from unnest($3::integer[], $4::integer[], $5::halfvec[]) as new
           on conflict do nothing)
         insert into chunk_codes (repository, embedder, blob, first_chunk, codes)
         select $1, $2, new.* from unnest($6::integer[], $7::integer[], $8::bytea[]) as new
         on conflict do nothing`,
        [
          await keys.repository(repository),
          await keys.embedder(embedder),
          integerArray(sorted.map(({ blob }) => blob)),
          integerArray(sorted.map(({ chunk }) => chunk)),
          bytesArray(
            await halfType,
            sorted.map(({ vector }) => halfVector(vector)),
          ),
          integerArray(runs.map(([first]) => first.blob)),
          integerArray(runs.map(([first]) => first.chunk)),
          byteaArray(runs.map(packCodes)),
        ],
      );
    },

    async setVectorsComplete({ repository, commit }, embedder) {
      await database.query(
        `update snapshots set embedders = array_append(embedders, $3::smallint)
         where repository = $1 and commit = $2 and not $3::smallint = any(embedders)`,
        [await keys.repository(repository), commit, await keys.embedder(embedder)],
      );
    },
  };
}

interface Missing {
  readonly id: number;
  /** Never empty. */
  readonly missing: readonly number[];
}

/**
 * The contents of a snapshot that may have no vectors, in order: what was written together is read together. Those of the
 * snapshot that got all of its vectors last have them.
 */
async function newBlobs(database: Database, repository: number, commit: string, embedder: number): Promise<number[]> {
  const [snapshot] = await database.query<{ blobs: number[] }>(
    'select array_to_json(blobs) as blobs from snapshots where repository = $1 and commit = $2',
    [repository, commit],
  );
  const [complete] = await database.query<{ blobs: number[] }>(
    `select array_to_json(blobs) as blobs from snapshots
     where repository = $1 and $2 = any(embedders) order by id desc limit 1`,
    [repository, embedder],
  );
  const embedded = new Set(complete?.blobs);
  const blobs = new Set(snapshot?.blobs.filter((blob) => !embedded.has(blob)));
  return [...blobs].sort((left, right) => left - right);
}

async function findMissing(
  database: Database,
  repository: number,
  embedder: number,
  ids: readonly number[],
): Promise<Missing[]> {
  const rows = await database.query<{ id: number; chunks: number; runs: [number, number][] }>(
    `select b.id, b.chunk_count as chunks,
       coalesce(json_agg(json_build_array(c.first_chunk, length(c.codes) / ${codeBytes}))
         filter (where c.blob is not null), '[]') as runs
     from indexed_blobs b
     left join chunk_codes c on c.repository = $1 and c.embedder = $2 and c.blob = b.id
     where b.repository = $1 and b.id = any($3::integer[]) and b.chunk_count > 0
     group by b.repository, b.id order by b.id`,
    [repository, embedder, integerArray(ids)],
  );
  return rows.flatMap(({ id, chunks, runs }) => {
    const there = new Set(runs.flatMap(([first, count]) => Array.from({ length: count }, (_, index) => first + index)));
    const missing = Array.from({ length: chunks }, (_, place) => place).filter((place) => !there.has(place));
    return missing.length > 0 ? [{ id, missing }] : [];
  });
}

async function* readPages(
  database: Database,
  repository: number,
  blobs: readonly Missing[],
): AsyncGenerator<UnembeddedBlob[]> {
  for (const page of pagesOf(blobs, blobsPage)) yield await readChunks(database, repository, page);
}

async function readChunks(
  database: Database,
  repository: number,
  blobs: readonly Missing[],
): Promise<UnembeddedBlob[]> {
  const rows = await database.query<{ id: number; blob: string; chunks: Chunk[] }>(
    'select id, blob, chunks from indexed_blobs where repository = $1 and id = any($2::integer[])',
    [repository, integerArray(blobs.map(({ id }) => id))],
  );
  const missing = new Map(blobs.map((blob) => [blob.id, blob.missing]));
  return rows.map((row) => ({ ...row, missing: missing.get(row.id) ?? [] }));
}

/** Chunks by their blob, for files of a snapshot. */
async function findChunks(
  database: Database,
  repository: number,
  commit: string,
  chunks: Parameters<ChunkStore['withoutVectors']>[2],
): Promise<Map<number, Set<number>>> {
  const rows = await database.query<{ id: number; chunk: number }>(
    `select s.blobs[wanted.file + 1] as id, wanted.chunk
     from snapshots s, unnest($3::integer[], $4::integer[]) as wanted (file, chunk)
     where s.repository = $1 and s.commit = $2`,
    [repository, commit, integerArray(chunks.map(({ file }) => file)), integerArray(chunks.map(({ chunk }) => chunk))],
  );
  const found = new Map<number, Set<number>>();
  for (const { id, chunk } of rows) found.set(id, (found.get(id) ?? new Set()).add(chunk));
  return found;
}

/** Vectors of chunks that follow each other in one blob. */
function* runsOf(sorted: readonly ChunkVector[]): Generator<[ChunkVector, ...ChunkVector[]]> {
  let run: [ChunkVector, ...ChunkVector[]] | undefined;
  for (const vector of sorted) {
    const last = run?.at(-1);
    if (run && last?.blob === vector.blob && last.chunk + 1 === vector.chunk) {
      run.push(vector);
      continue;
    }
    if (run) yield run;
    run = [vector];
  }
  if (run) yield run;
}

function packCodes(run: readonly ChunkVector[]): Buffer {
  return Buffer.concat(run.map(({ vector }) => signCode(vector)));
}
