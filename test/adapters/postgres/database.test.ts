import { readdir } from 'node:fs/promises';
import { afterAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { migrate } from '../../../src/adapters/postgres/migrate.ts';
import { openTestDatabase } from '../../fakes/database.ts';

const database = await openTestDatabase();
afterAll(() => database.close());

describe('a database', () => {
  test('FAULT 38: a failing query leaves the next ones alone', async () => {
    await expect(database.query('select $1::int', ['not a number'])).rejects.toThrow(/invalid input syntax/);
    await expect(database.pool.query('select $1::int', ['not a number'])).rejects.toThrow(/invalid input syntax/);
    expect(await database.query('select $1::int as n', [7])).toEqual([{ n: 7 }]);
    const many = await Promise.all(Array.from({ length: 20 }, (_, n) => database.query('select $1::int as n', [n])));
    expect(many.map(([row]) => row)).toEqual(Array.from({ length: 20 }, (_, n) => ({ n })));
  });

  test('a transaction that throws leaves nothing behind', async () => {
    await database.query('create table notes (text text)');
    const failing = database.transaction(async (transaction) => {
      await transaction.query('insert into notes values ($1)', ['half']);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await database.query('select * from notes')).toEqual([]);
  });

  test('FAULT 38: a transaction whose connection the server ends tells its own reason, and the next one has another', async () => {
    const failing = database.transaction(async (transaction) => {
      // The embedded database has one connection, which cannot be ended from inside.
      if (!database.embedded) await endConnection(transaction);
      throw new Error('own reason');
    });
    await expect(failing).rejects.toThrow('own reason');
    expect(await database.query('select 1 as n')).toEqual([{ n: 1 }]);
  });

  test('processes that start at once bring it up to date together', async () => {
    await database.query('drop schema public cascade');
    await database.query('create schema public');
    await Promise.all(Array.from({ length: 5 }, () => migrate(database)));
    const files = await readdir(new URL('../../../migrations', import.meta.url));
    expect(await database.query('select name from migrations order by name')).toHaveLength(files.length);
  });

  test('has pgvector', async () => {
    expect(await database.query("select ('[1,0]'::vector <=> '[0,1]'::vector) as distance")).toEqual([{ distance: 1 }]);
  });
});

async function endConnection(transaction: Database): Promise<void> {
  const [session] = await transaction.query<{ pid: number }>('select pg_backend_pid() as pid');
  await database.query('select pg_terminate_backend($1, 5000)', [session?.pid]);
}
