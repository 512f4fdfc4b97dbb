import { setImmediate } from 'node:timers/promises';
import type { Keeping } from '../../indexing/chunk-store.ts';
import { integerArray } from './binary-array.ts';
import type { Database } from './database.ts';
import { pagesOf } from './pages.ts';

/** When there are too many snapshots, more go than must, so that contents are not looked through at each commit. */
const keptShare = 0.75;
/** Contents are looked through at least so often: a run that was cut off leaves some that no snapshot ever held. */
const everyHours = 24;
/** Removed in one call, so that nobody waits for long; the next call goes on. */
const mostRemoved = 5_000;
/** Contents in one statement. */
const idsPage = 5_000;
const removedPage = 100;

/** Removes snapshots that are not to be kept, and then contents and vectors that no snapshot holds, oldest first. */
export async function collectSnapshots(database: Database, repository: number, keeping: Keeping): Promise<void> {
  if (!(await isDue(database, repository, keeping))) return;
  await removeSnapshots(database, repository, keeping);
  const { held, newest } = await readHeld(database, repository);
  let removed = 0;
  for await (const ids of unheldBlobs(database, repository, held, keeping.graceHours)) {
    await removeBlobs(database, repository, ids, newest);
    removed += ids.length;
    if (removed >= mostRemoved) return setCollected(database, repository, false);
    await setImmediate();
  }
  await setCollected(database, repository, true);
}

async function isDue(database: Database, repository: number, { snapshots, days }: Keeping): Promise<boolean> {
  const rows = await database.query(
    `select from repositories r where id = $1 and (
       collected_at < now() - make_interval(hours => $2)
       or (select count(*) from snapshots s where s.repository = r.id) > $3
       or exists (select from snapshots s where s.repository = r.id and used_at < now() - make_interval(days => $4)))`,
    [repository, everyHours, snapshots, days],
  );
  return rows.length > 0;
}

/** The one used last stays in any case. */
async function removeSnapshots(database: Database, repository: number, keeping: Keeping): Promise<void> {
  await database.query(
    `with ranked as (
       select id, used_at, row_number() over (order by used_at desc, id desc) as place, count(*) over () as total
       from snapshots where repository = $1)
     delete from snapshots s using ranked r
     where s.repository = $1 and s.id = r.id and r.place > 1
       and (r.used_at < now() - make_interval(days => $2) or r.total > $3 and r.place > $4)`,
    [repository, keeping.days, keeping.snapshots, Math.ceil(keeping.snapshots * keptShare)],
  );
}

/** The contents that snapshots hold, and the number of the newest of these snapshots. */
async function readHeld(database: Database, repository: number): Promise<{ held: Set<number>; newest: number }> {
  const held = new Set<number>();
  const ids = await database.query<{ id: number }>('select id from snapshots where repository = $1', [repository]);
  for (const { id } of ids) {
    const [row] = await database.query<{ blobs: number[] }>(
      'select array_to_json(blobs) as blobs from snapshots where repository = $1 and id = $2',
      [repository, id],
    );
    for (const blob of row?.blobs ?? []) held.add(blob);
    await setImmediate();
  }
  return { held, newest: ids.reduce((most, { id }) => Math.max(most, id), 0) };
}

async function* unheldBlobs(
  database: Database,
  repository: number,
  held: ReadonlySet<number>,
  graceHours: number,
): AsyncGenerator<number[]> {
  for (let after = 0; ; ) {
    const rows = await database.query<{ id: number }>(
      `select id from indexed_blobs
       where repository = $1 and id > $2 and created_at < now() - make_interval(hours => $3) order by id limit $4`,
      [repository, after, graceHours, idsPage],
    );
    yield* pagesOf(
      rows.map(({ id }) => id).filter((id) => !held.has(id)),
      removedPage,
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/**
 * The repository's row is locked first, as it is where a snapshot is saved: one that was saved before is seen here, and
 * one that is saved later sees that contents were removed.
 * @param newest of the snapshots that are known not to hold the blobs.
 */
async function removeBlobs(
  database: Database,
  repository: number,
  blobs: readonly number[],
  newest: number,
): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query('update repositories set removals = removals + 1 where id = $1', [repository]);
    const removed = await transaction.query<{ id: number }>(
      `delete from indexed_blobs b where repository = $1 and id = any($2::integer[])
         and not exists (select from snapshots s where s.repository = $1 and s.id > $3 and b.id = any(s.blobs))
       returning id`,
      [repository, integerArray(blobs), newest],
    );
    const ids = integerArray(removed.map(({ id }) => id));
    for (const table of ['chunk_codes', 'chunk_vectors']) {
      await transaction.query(
        `delete from ${table} v using embedders e
         where v.repository = $1 and v.embedder = e.id and v.blob = any($2::integer[])`,
        [repository, ids],
      );
    }
  });
}

async function setCollected(database: Database, repository: number, all: boolean): Promise<void> {
  await database.query('update repositories set collected_at = $2::timestamptz where id = $1', [
    repository,
    all ? new Date() : '-infinity',
  ]);
}
