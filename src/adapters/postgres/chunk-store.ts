import { setImmediate } from 'node:timers/promises';
import type { BlobKey, ChunkStore, KnownBlob } from '../../indexing/chunk-store.ts';
import type { SnapshotCounts } from '../../indexing/snapshot.ts';
import { byteaArray, integerArray, textArray } from './binary-array.ts';
import { collectSnapshots } from './collect-snapshots.ts';
import type { Database } from './database.ts';
import { eachByIndex } from './each-by-index.ts';
import { createIndexKeys } from './index-keys.ts';
import { pagesOf } from './pages.ts';
import { saveChangedSnapshot } from './save-changed-snapshot.ts';
import { countRemovals, saveSnapshot } from './save-snapshot.ts';
import { createVectorStore } from './vector-store.ts';
import { withWorkLease } from './work-lease.ts';

/** Contents that are looked up in one statement. */
const keysPage = 2_000;

/**
 * Keeps indexes in PostgreSQL. Rows go in sorted by their keys, so that two runs at once wait for each other instead of
 * locking each other out; what one of them has written, the other passes over.
 */
export function createChunkStore(database: Database): ChunkStore {
  const keys = createIndexKeys(database);
  return {
    async alone(repository, name, work, signal) {
      return withWorkLease(database, await keys.repository(repository), name, work, signal);
    },

    async findSnapshot({ repository, commit }, version) {
      const [row] = await database.query<{ counts: SnapshotCounts }>(
        'update snapshots set used_at = now() where repository = $1 and commit = $2 and version = $3 returning counts',
        [await keys.repository(repository), commit, version],
      );
      return row?.counts;
    },

    async knownBlobs(repository, wanted) {
      const id = await keys.repository(repository);
      const known: KnownBlob[] = [];
      for (const page of pagesOf(wanted, keysPage)) {
        known.push(...(await readBlobs(database, id, page)));
        await setImmediate();
      }
      return known;
    },

    async addBlobs(repository, blobs) {
      await database.query(
        `insert into indexed_blobs
           (repository, blob, chunker, skipped, chunks, chunk_count, imports, unparsed, postings)
         select $1, blob, chunker, skipped, chunks::jsonb, chunk_count, imports::jsonb, unparsed, postings
         from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::text[], $8::boolean[], $9::bytea[])
           as new (blob, chunker, skipped, chunks, chunk_count, imports, unparsed, postings)
         order by blob, chunker
         on conflict (repository, blob, chunker) do nothing`,
        [
          await keys.repository(repository),
          textArray(blobs.map((blob) => blob.blob)),
          textArray(blobs.map((blob) => blob.chunker)),
          textArray(blobs.map((blob) => blob.skipped)),
          textArray(blobs.map((blob) => blob.packedChunks)),
          integerArray(blobs.map((blob) => blob.chunks)),
          textArray(blobs.map((blob) => JSON.stringify(blob.imports))),
          blobs.map((blob) => blob.unparsed),
          byteaArray(blobs.map((blob) => blob.postings)),
        ],
      );
    },

    async saveSnapshot({ repository, commit }, snapshot) {
      return saveSnapshot(database, await keys.repository(repository), commit, snapshot);
    },

    async newestSnapshot(repository, version) {
      const id = await keys.repository(repository);
      const removals = await countRemovals(database, id);
      const [row] = await database.query<{ commit: string; counts: SnapshotCounts }>(
        `select commit, counts from snapshots where repository = $1 and version = $2
         order by used_at desc, id desc limit 1`,
        [id, version],
      );
      return row && { ...row, version, removals };
    },

    async readSnapshot({ repository, commit }) {
      const [row] = await database.query<{ paths: string[]; from: number[]; to: number[] }>(
        `select array_to_json(paths) as paths, array_to_json(imports_from) as "from", array_to_json(imports_to) as "to"
         from snapshots where repository = $1 and commit = $2`,
        [await keys.repository(repository), commit],
      );
      return row && { paths: row.paths, imports: { from: Int32Array.from(row.from), to: Int32Array.from(row.to) } };
    },

    async saveChangedSnapshot({ repository, commit }, base, change) {
      return saveChangedSnapshot(database, await keys.repository(repository), commit, base, change);
    },

    async collect(repository, keeping) {
      await collectSnapshots(database, await keys.repository(repository), keeping);
    },

    ...createVectorStore(database, keys),
  };
}

function readBlobs(database: Database, repository: number, keys: readonly BlobKey[]): Promise<KnownBlob[]> {
  return database.query<KnownBlob>(
    `select wanted.blob, wanted.chunker, b.skipped, b.chunks, b.imports, b.unparsed
     from unnest($2::text[], $3::text[]) as wanted (blob, chunker), lateral (
       select skipped, chunk_count as chunks, imports, unparsed from indexed_blobs
       where repository = $1 and blob = wanted.blob and chunker = wanted.chunker ${eachByIndex}) as b`,
    [repository, textArray(keys.map(({ blob }) => blob)), textArray(keys.map(({ chunker }) => chunker))],
  );
}
