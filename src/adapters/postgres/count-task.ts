import type { DailyLimits, DailyRoom } from '../../tasks/daily-tasks.ts';
import type { Database } from './database.ts';

/** Any number: it is the lock of this question alone. */
const lock = 7_007;

/**
 * Counts a task among those of the last 24 hours, once, where its repository and its installation have room for another.
 * One question at a time is answered, so that tasks that start together do not both take the last place.
 */
export function countTask(database: Database, id: string, limits: DailyLimits): Promise<DailyRoom> {
  return database.transaction(async (transaction) => {
    await transaction.query('select pg_advisory_xact_lock($1)', [lock]);
    const [row] = await transaction.query<{ counted: boolean; repository: Date[]; installation: Date[] }>(
      `select mine.counted_at is not null as counted,
         array(select counted_at from tasks where counted_at > now() - interval '1 day'
           and repository = mine.repository order by 1 desc limit $2) as repository,
         array(select counted_at from tasks where counted_at > now() - interval '1 day'
           and request -> 'repository' -> 'installationId' = mine.request -> 'repository' -> 'installationId'
           order by 1 desc limit $3) as installation
       from tasks mine where id = $1`,
      [id, limits.repository, limits.installation],
    );
    if (!row) throw new Error(`Task ${id} is not in the database.`);
    if (row.counted) return { kind: 'room' };
    for (const scope of ['repository', 'installation'] as const) {
      const oldest = row[scope].at(-1);
      if (row[scope].length < limits[scope] || oldest === undefined) continue;
      return { kind: 'full', scope, limit: limits[scope], freeAt: oldest.getTime() + 24 * 3_600_000 };
    }
    await transaction.query('update tasks set counted_at = clock_timestamp() where id = $1', [id]);
    return { kind: 'room' };
  });
}
