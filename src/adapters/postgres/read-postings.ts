import { openPostings, type Postings, packPostings } from '../../indexing/postings.ts';
import { integerArray } from './binary-array.ts';
import { createBlobCache } from './blob-cache.ts';
import type { Database } from './database.ts';

/** Bytes: the words of about 500 MB of source. */
const usualLimit = 256 * 1024 * 1024;

/** Gives the words of blobs to `visit`, from memory where they were read before. */
export function createPostingsReader(database: Database, limit = usualLimit) {
  const cache = createBlobCache<Postings>(limit, {
    bytesOf: ({ bytes }) => bytes,
    nothing: openPostings(packPostings([])),
  });
  return (
    repository: number,
    blobs: readonly number[],
    visit: (blob: number, postings: Postings) => Promise<void> | undefined,
  ): Promise<void> => cache.each(String(repository), blobs, (page) => readPage(database, repository, page), visit);
}

async function readPage(database: Database, repository: number, blobs: readonly number[]) {
  const rows = await database.query<{ id: number; postings: Buffer }>(
    'select id, postings from indexed_blobs where repository = $1 and id = any($2::integer[])',
    [repository, integerArray(blobs)],
  );
  return rows.map(({ id, postings }) => [id, openPostings(postings)] as const);
}
