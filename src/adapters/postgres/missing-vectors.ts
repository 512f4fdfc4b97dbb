import type { Chunk } from '../../indexing/chunk.ts';
import type { UnembeddedBlob } from '../../indexing/chunk-store.ts';
import { integerArray } from './binary-array.ts';
import type { Database } from './database.ts';
import { codeBytes } from './sign-codes.ts';

export interface Missing {
  readonly id: number;
  /** Never empty. */
  readonly missing: readonly number[];
}

/**
 * The contents of a snapshot that may have no vectors, in order: what was written together is read together. Those of the
 * snapshot that got all of its vectors last have them.
 */
export async function newBlobs(
  database: Database,
  repository: number,
  commit: string,
  embedder: number,
): Promise<number[]> {
  const rows = await database.query<{ blob: number }>(
    `select unnest(blobs) as blob from snapshots where repository = $1 and commit = $2
     except
     select unnest(blobs) from (
       select blobs from snapshots where repository = $1 and $3 = any(embedders) order by id desc limit 1) as complete
     order by blob`,
    [repository, commit, embedder],
  );
  return rows.map(({ blob }) => blob);
}

/** The blobs with chunks that have no code, and the places of these. */
export async function findMissing(
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

/** With their chunks. */
export async function readChunks(
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
