import { readdir, readFile } from 'node:fs/promises';
import type { Database } from './database.ts';

const migrationsFolder = new URL('../../../migrations/', import.meta.url);
/** Names our advisory lock; its value means nothing, but must stay. */
const lockKey = 4_628_001;

/**
 * Applies the migrations that are not yet applied, in the order of their names, each in one transaction. Processes that
 * start at once wait for each other.
 */
export async function migrate(database: Database): Promise<void> {
  const names = (await readdir(migrationsFolder)).filter((file) => file.endsWith('.sql')).sort();
  const applied = await appliedMigrations(database);
  if (names.every((name) => applied.has(name))) return;
  // Also this needs the lock: `if not exists` does not keep two sessions from making the same table at once.
  await inLockedTransaction(database, (transaction) =>
    transaction.query(
      'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())',
    ),
  );
  for (const name of names) {
    await inLockedTransaction(database, async (transaction) => {
      const [applied] = await transaction.query('select 1 from migrations where name = $1', [name]);
      if (applied) return;
      // A simple query without parameters may hold several statements.
      await transaction.query(await readFile(new URL(name, migrationsFolder), 'utf8'));
      await transaction.query('insert into migrations (name) values ($1)', [name]);
    });
  }
}

/** Two queries, where a transaction for each migration would cost a command that has nothing to apply a tenth of a second. */
async function appliedMigrations(database: Database): Promise<ReadonlySet<string>> {
  const [table] = await database.query<{ exists: boolean }>(`select to_regclass('migrations') is not null as exists`);
  if (!table?.exists) return new Set();
  const rows = await database.query<{ name: string }>('select name from migrations');
  return new Set(rows.map(({ name }) => name));
}

function inLockedTransaction(database: Database, work: (transaction: Database) => Promise<unknown>): Promise<void> {
  return database.transaction(async (transaction) => {
    await transaction.query('select pg_advisory_xact_lock($1)', [lockKey]);
    await work(transaction);
  });
}
