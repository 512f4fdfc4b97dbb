import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Database } from './database.ts';

/** A holder that has not renewed its lease for this long is dead, or cut off from the database. */
const leaseSeconds = 10;
const renewMs = 3_000;
const pollMs = 100;

/**
 * Does `work` while nobody else holds the lease of this name for the repository, in any process.
 * @throws the signal's reason when aborted while it waits.
 */
export async function withWorkLease<T>(
  database: Database,
  repository: number,
  name: string,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const key = [repository, name, randomUUID()];
  const query = async (sql: string) => (await database.query<{ holder: string }>(sql, key)).length > 0;

  const take = () =>
    query(
      `insert into work_leases (repository, work, holder, held_until)
       values ($1, $2, $3, clock_timestamp() + interval '${leaseSeconds} s')
       on conflict (repository, work) do update set holder = excluded.holder, held_until = excluded.held_until
       where work_leases.held_until < clock_timestamp() returning holder`,
    );
  const renew = () =>
    query(
      `update work_leases set held_until = clock_timestamp() + interval '${leaseSeconds} s'
       where repository = $1 and work = $2 and holder = $3`,
    );
  const release = () => query('delete from work_leases where repository = $1 and work = $2 and holder = $3');

  while (!(await take())) {
    signal?.throwIfAborted();
    await setTimeout(pollMs);
  }
  // Where the database cannot be reached, the work itself fails, and the lease runs out.
  const renewal = setInterval(() => renew().catch(() => undefined), renewMs);
  try {
    signal?.throwIfAborted();
    return await work();
  } finally {
    clearInterval(renewal);
    await release().catch(() => undefined);
  }
}
