import type { Chunk } from '../../indexing/chunk.ts';
import { integerArray } from './binary-array.ts';
import { createBlobCache } from './blob-cache.ts';
import type { Database } from './database.ts';

/** Bytes: the chunks of some 150,000. */
const usualLimit = 64 * 1024 * 1024;
/** About what one takes in memory. */
const chunkBytes = 400;

/** Reads the chunks of contents; those that were read last are held in memory. */
export function createChunkReader(database: Database, limit = usualLimit) {
  const cache = createBlobCache<readonly Chunk[]>(limit, {
    bytesOf: (chunks) => chunkBytes * (1 + chunks.length),
    nothing: [],
  });
  return async (repository: number, blobs: readonly number[]): Promise<ReadonlyMap<number, readonly Chunk[]>> => {
    const found = new Map<number, readonly Chunk[]>();
    await cache.each(
      String(repository),
      [...new Set(blobs)],
      (page) => readPage(database, repository, page),
      (blob, chunks) => {
        found.set(blob, chunks);
        return undefined;
      },
    );
    return found;
  };
}

async function readPage(database: Database, repository: number, blobs: readonly number[]) {
  const rows = await database.query<{ id: number; chunks: Chunk[] }>(
    'select id, chunks from indexed_blobs where repository = $1 and id = any($2::integer[])',
    [repository, integerArray(blobs)],
  );
  return rows.map(({ id, chunks }) => [id, chunks] as const);
}
