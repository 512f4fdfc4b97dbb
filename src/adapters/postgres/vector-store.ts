import { setImmediate } from 'node:timers/promises';
import type { ChunkStore, UnembeddedBlob } from '../../indexing/chunk-store.ts';
import { addVectors } from './add-vectors.ts';
import type { Database } from './database.ts';
import type { IndexKeys } from './index-keys.ts';
import { findMissing, type Missing, newBlobs, readChunks } from './missing-vectors.ts';
import { pagesOf } from './pages.ts';

type VectorStore = Pick<ChunkStore, 'hasVectors' | 'unembedded' | 'addVectors' | 'setVectorsComplete'>;

/** Contents that are looked at, and those whose chunks are read, in one statement. */
const idsPage = 2_000;
const blobsPage = 200;

/** The part of a chunk store that keeps vectors: their signs, by which they are found, and themselves. */
export function createVectorStore(database: Database, keys: IndexKeys): VectorStore {
  let halfvec: number | undefined;

  async function halfvecType(): Promise<number> {
    if (halfvec !== undefined) return halfvec;
    const [row] = await database.query<{ oid: number }>("select 'halfvec'::regtype::oid::integer as oid");
    halfvec = row?.oid ?? 0;
    return halfvec;
  }

  async function* readPages(repository: number, blobs: readonly Missing[]): AsyncGenerator<UnembeddedBlob[]> {
    for (const page of pagesOf(blobs, blobsPage)) yield await readChunks(database, repository, page);
  }

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
        pages: readPages(repository, waiting),
      };
    },

    async addVectors(repository, embedder, vectors) {
      const key = await keys.repository(repository);
      await addVectors(database, key, await keys.embedder(embedder), vectors, await halfvecType());
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
