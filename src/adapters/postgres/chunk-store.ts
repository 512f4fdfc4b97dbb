import { toSql } from 'pgvector';
import type { ChunkStore, KnownBlob, UnembeddedBlob } from '../../indexing/chunk-store.ts';
import type { SnapshotCounts } from '../../indexing/snapshot.ts';
import type { Database } from './database.ts';

/**
 * Keeps indexes in PostgreSQL. Rows go in sorted by their keys, so that two runs at once wait for each other instead of
 * locking each other out; what one of them has written, the other passes over.
 */
export function createChunkStore(database: Database): ChunkStore {
  return {
    async findSnapshot({ repository, commit }, chunkers) {
      const [row] = await database.query<{ counts: SnapshotCounts }>(
        'select counts from snapshots where repository = $1 and commit = $2 and chunkers = $3',
        [repository, commit, chunkers],
      );
      return row?.counts;
    },

    knownBlobs: (repository, keys) =>
      database.query<KnownBlob>(
        `select b.blob, b.chunker, b.skipped, b.chunk_count as chunks
         from (select distinct * from unnest($2::text[], $3::text[])) as wanted (blob, chunker)
         join indexed_blobs b on b.repository = $1 and b.blob = wanted.blob and b.chunker = wanted.chunker`,
        [repository, keys.map((key) => key.blob), keys.map((key) => key.chunker)],
      ),

    async addBlobs(repository, blobs) {
      await database.query(
        `insert into indexed_blobs (repository, blob, chunker, skipped, chunks, chunk_count, postings)
         select $1, blob, chunker, skipped, chunks, jsonb_array_length(chunks), postings
         from unnest($2::text[], $3::text[], $4::text[], $5::jsonb[], $6::bytea[])
           as new (blob, chunker, skipped, chunks, postings)
         order by blob, chunker
         on conflict (repository, blob, chunker) do nothing`,
        [
          repository,
          blobs.map((blob) => blob.blob),
          blobs.map((blob) => blob.chunker),
          blobs.map((blob) => blob.skipped),
          blobs.map((blob) => JSON.stringify(blob.chunks)),
          blobs.map((blob) => blob.postings),
        ],
      );
    },

    async saveSnapshot({ repository, commit }, chunkers, files, counts) {
      await database.query(
        `insert into snapshots (repository, commit, chunkers, paths, blobs, counts)
         select $1, $2, $3, coalesce(array_agg(file.path order by file.place), '{}'),
           coalesce(array_agg(b.id order by file.place), '{}'), $7
         from unnest($4::text[], $5::text[], $6::text[]) with ordinality as file (path, blob, chunker, place)
         join indexed_blobs b on b.repository = $1 and b.blob = file.blob and b.chunker = file.chunker
         on conflict (repository, commit) do update set chunkers = excluded.chunkers, paths = excluded.paths,
           blobs = excluded.blobs, counts = excluded.counts, embedders = '{}'
         where snapshots.chunkers <> excluded.chunkers`,
        [
          repository,
          commit,
          chunkers,
          files.map((file) => file.path),
          files.map((file) => file.blob),
          files.map((file) => file.chunker),
          JSON.stringify(counts),
        ],
      );
    },

    blobsWithoutVectors: ({ repository, commit }, embedder, limit) =>
      database.query<UnembeddedBlob>(
        `select b.id, b.blob, b.chunks
         from indexed_blobs b
         left join (
           select blob, count(*) from chunk_vectors where repository = $1 and embedder = $3 group by blob
         ) embedded on embedded.blob = b.id
         where b.repository = $1 and b.chunk_count > coalesce(embedded.count, 0)
           and b.id in (select unnest(blobs) from snapshots where repository = $1 and commit = $2
             and not $3 = any(embedders))
         order by b.id limit $4`,
        [repository, commit, embedder, limit],
      ),

    async addVectors(repository, embedder, vectors) {
      await database.query(
        `insert into chunk_vectors (repository, embedder, blob, chunk, embedding)
         select $1, $2, blob, chunk, embedding::vector
         from unnest($3::integer[], $4::integer[], $5::text[]) as new (blob, chunk, embedding)
         order by blob, chunk
         on conflict (repository, embedder, blob, chunk) do nothing`,
        [
          repository,
          embedder,
          vectors.map(({ blob }) => blob),
          vectors.map(({ chunk }) => chunk),
          vectors.map(({ vector }) => vectorLiteral(vector)),
        ],
      );
    },

    async setVectorsComplete({ repository, commit }, embedder) {
      await database.query(
        `update snapshots set embedders = array_append(embedders, $3)
         where repository = $1 and commit = $2 and not $3 = any(embedders)`,
        [repository, commit, embedder],
      );
    },
  };
}

/**
 * A cosine does not depend on the length of a vector, so its numbers are written as whole ten-thousandths: that is finer
 * than 384 dimensions can tell apart, and half of the text to send and to read.
 */
export function vectorLiteral(vector: Float32Array): string {
  return toSql(Array.from(vector, (value) => Math.round(value * 10_000)));
}
