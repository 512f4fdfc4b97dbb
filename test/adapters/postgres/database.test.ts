import { afterAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../fakes/database.ts';

const database = await openTestDatabase();
afterAll(() => database.close());

describe('the embedded database', () => {
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

  test('has pgvector', async () => {
    expect(await database.query("select ('[1,0]'::vector <=> '[0,1]'::vector) as distance")).toEqual([{ distance: 1 }]);
  });
});
