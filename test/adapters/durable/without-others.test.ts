import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { withoutOthers } from '../../../src/adapters/durable/without-others.ts';
import { openTestDatabase } from '../../fakes/database.ts';

const database = await openTestDatabase();
afterAll(() => database.close());

describe('withoutOthers', () => {
  // The embedded database has one process, so there is nobody to wait for.
  test.skipIf(database.embedded)(
    'processes that start at once go one after the other, also past one that fails',
    async () => {
      let working = 0;
      const start = (fails: boolean) =>
        withoutOthers(database, async () => {
          working += 1;
          expect(working).toBe(1);
          await pause(20);
          working -= 1;
          if (fails) throw new Error('no');
        });
      const results = await Promise.allSettled([start(false), start(true), start(false)]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    },
  );

  test('does the work', async () => {
    let done = false;
    await withoutOthers(database, async () => {
      done = true;
    });
    expect(done).toBe(true);
  });
});
