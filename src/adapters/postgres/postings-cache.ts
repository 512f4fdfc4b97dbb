import { openPostings, type Postings } from '../../indexing/postings.ts';
import type { Database } from './database.ts';

/** Blobs of one query; their postings are some MB. */
const page = 500;

/**
 * The postings of blobs, kept in memory up to `limit` bytes, those used longest ago dropped first. A blob never changes,
 * so commits and branches share what is read.
 */
export function createPostingsCache(database: Database, limit: number) {
  const cached = new Map<string, { readonly postings: Postings; readonly bytes: number }>();
  let held = 0;

  function keep(key: string, packed: Buffer): Postings {
    const postings = openPostings(packed);
    cached.set(key, { postings, bytes: packed.length });
    held += packed.length;
    for (const [oldest, { bytes }] of cached) {
      if (held <= limit || oldest === key) break;
      cached.delete(oldest);
      held -= bytes;
    }
    return postings;
  }

  return {
    /** Calls `visit` once for each blob, in no order, without ever holding more than the limit and one page. */
    async each(
      repository: string,
      blobs: readonly number[],
      visit: (blob: number, postings: Postings) => void | Promise<void>,
    ): Promise<void> {
      const missing: number[] = [];
      for (const blob of blobs) {
        const key = `${repository} ${blob}`;
        const found = cached.get(key);
        if (found === undefined) {
          missing.push(blob);
        } else {
          cached.delete(key);
          cached.set(key, found);
          await visit(blob, found.postings);
        }
      }
      for (let from = 0; from < missing.length; from += page) {
        const rows = await database.query<{ id: number; postings: Buffer }>(
          'select id, postings from indexed_blobs where repository = $1 and id = any($2::integer[])',
          [repository, missing.slice(from, from + page)],
        );
        for (const { id, postings } of rows) await visit(id, keep(`${repository} ${id}`, postings));
      }
    },
  };
}

export type PostingsCache = ReturnType<typeof createPostingsCache>;
