import { z } from 'zod';
import type { Database } from '../../../src/adapters/postgres/database.ts';

export const databaseBytes = z.object({
  /** With indexes and what is stored beside the rows, by table; tables of other uses are not here. */
  tables: z.record(z.string(), z.number()),
  /** The whole database, with what an empty one has too. */
  whole: z.number(),
});

export type DatabaseBytes = z.infer<typeof databaseBytes>;

/** Tables that are there before anything is indexed. */
const notOfTheIndex = ['migrations', 'tasks'];

export async function measureDatabase(database: Database): Promise<DatabaseBytes> {
  const rows = await database.query<{ name: string; bytes: string }>(
    `select relname as name, pg_total_relation_size(oid) as bytes from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace and not relname = any($1) order by relname`,
    [notOfTheIndex],
  );
  const [whole] = await database.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes');
  return {
    tables: Object.fromEntries(rows.map(({ name, bytes }) => [name, Number(bytes)])),
    whole: Number(whole?.bytes ?? 0),
  };
}
