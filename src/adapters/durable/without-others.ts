import { setTimeout as pause } from 'node:timers/promises';
import type { OpenDatabase } from '../postgres/connect.ts';

/** Names this advisory lock; its value means nothing, but must stay and is no other lock's. */
const lockKey = 4_628_002;
const lookMs = 100;

/**
 * Runs `work` while no other process on this database does. The engine brings its own tables up to date without a lock:
 * of processes that start at once on a new database, some would fail.
 *
 * It looks again and again instead of waiting in the database, because some of the engine's changes wait for every
 * statement under way, and so for a lock that waits for them.
 */
export async function withoutOthers(database: OpenDatabase, work: () => Promise<void>): Promise<void> {
  // The embedded database belongs to this process, and has no second connection to hold a lock on.
  if (database.embedded) return work();
  const client = await database.pool.connect();
  try {
    while (
      !(await client.query<{ taken: boolean }>(`select pg_try_advisory_lock(${lockKey}) as taken`)).rows[0]?.taken
    ) {
      await pause(lookMs);
    }
    await work();
    await client.query(`select pg_advisory_unlock(${lockKey})`);
    client.release();
  } catch (error) {
    // Closing the connection gives the lock back whatever happened.
    client.release(true);
    throw error;
  }
}
