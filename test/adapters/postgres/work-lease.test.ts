import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createChunkStore } from '../../../src/adapters/postgres/chunk-store.ts';
import type { OpenDatabase } from '../../../src/adapters/postgres/connect.ts';
import { openTestDatabase } from '../../fakes/database.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Two stores stand for two processes: they share nothing but the database. */
const stores = () => [createChunkStore(database), createChunkStore(database)] as const;

async function holdByAnother(repository: string, until: string): Promise<void> {
  await createChunkStore(database).alone(repository, 'nothing', async () => undefined);
  await database.query(
    `insert into work_leases (repository, work, holder, held_until)
     select id, 'files', gen_random_uuid(), clock_timestamp() + $2::interval from repositories where key = $1`,
    [repository, until],
  );
}

test('one works, the other waits, in whatever process they are', async () => {
  const [one, other] = stores();
  const log: string[] = [];
  const work = (name: string) => async () => {
    log.push(`${name} begins`);
    await setTimeout(20);
    log.push(`${name} ends`);
    return name;
  };
  const done = await Promise.all([one.alone('a', 'files', work('one')), other.alone('a', 'files', work('other'))]);
  expect(done).toEqual(['one', 'other']);
  expect(log.map((line) => line.split(' ')[1])).toEqual(['begins', 'ends', 'begins', 'ends']);
});

test('other work and other repositories do not wait', async () => {
  const [one, other] = stores();
  const nested = one.alone('b', 'files', () =>
    other.alone('c', 'files', () => other.alone('b', 'vectors', async () => 'all at once')),
  );
  expect(await nested).toBe('all at once');
});

test('work that fails lets the next one in', async () => {
  const [one, other] = stores();
  await expect(one.alone('d', 'files', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await other.alone('d', 'files', async () => 'yes')).toBe('yes');
});

test('FAULT 34: the lease of a dead process runs out', async () => {
  const [one] = stores();
  await holdByAnother('e', '300 ms');
  expect(await one.alone('e', 'files', async () => 'taken over')).toBe('taken over');
  const left = await database.query("select from work_leases w join repositories r on r.id = repository and key = 'e'");
  expect(left).toEqual([]);
});

test('an abort ends the waiting', async () => {
  const [one] = stores();
  await holdByAnother('f', '1 minute');
  const stop = new AbortController();
  const waiting = one.alone('f', 'files', async () => expect.unreachable(), stop.signal);
  stop.abort(new Error('stopped by a person'));
  await expect(waiting).rejects.toThrow('stopped by a person');
});
