import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/adapters/postgres/connect.ts';
import { createTaskStore } from '../../../src/adapters/postgres/task-store.ts';
import type { FixRequest } from '../../../src/tasks/task.ts';
import type { TaskStore } from '../../../src/tasks/task-store.ts';
import { openTestDatabase } from '../../fakes/database.ts';

let database: OpenDatabase;
let store: TaskStore;
beforeAll(async () => {
  database = await openTestDatabase();
  store = createTaskStore(database);
});
afterAll(() => database.close());

async function added(id: string, repository: number, installationId: number) {
  const request: FixRequest = {
    kind: 'fix',
    repository: { host: 'github', id: repository, owner: 'o', name: 'r', defaultBranch: 'main', installationId },
    issue: { number: 7, title: 'Sum is wrong', body: '', url: null },
    hint: '',
    sender: 'p',
    commentId: null,
    limits: { iterations: 5, tokens: 1_000 },
  };
  await store.add(id, request, id);
}

test('FAULT 47: a repository has room for so many tasks within 24 hours, and says when for the next', async () => {
  for (const id of ['a1', 'a2', 'a3']) await added(id, 1, 10);
  await added('b1', 2, 20);
  const limits = { repository: 2, installation: 100 };
  expect(await store.countTask('a1', limits)).toEqual({ kind: 'room' });
  expect(await store.countTask('a2', limits)).toEqual({ kind: 'room' });
  const full = await store.countTask('a3', limits);
  expect(full).toMatchObject({ kind: 'full', scope: 'repository', limit: 2 });
  const [first] = await database.query<{ at: Date }>("select counted_at as at from tasks where id = 'a1'");
  expect(full.kind === 'full' && full.freeAt).toBe((first?.at.getTime() ?? 0) + 24 * 3_600_000);
  // Who was counted is not counted again, and others have room of their own.
  expect(await store.countTask('a2', limits)).toEqual({ kind: 'room' });
  expect(await store.countTask('b1', limits)).toEqual({ kind: 'room' });
  await database.query("update tasks set counted_at = now() - interval '25 hours' where id = 'a1'");
  expect(await store.countTask('a3', limits)).toEqual({ kind: 'room' });
});

test('all repositories of an installation share its tasks', async () => {
  await added('c1', 3, 30);
  await added('d1', 4, 30);
  const limits = { repository: 5, installation: 1 };
  expect(await store.countTask('c1', limits)).toEqual({ kind: 'room' });
  expect(await store.countTask('d1', limits)).toMatchObject({ kind: 'full', scope: 'installation', limit: 1 });
});

test('the time between an end and its going on does not count as work', async () => {
  await added('e1', 5, 50);
  expect(await store.elapsed('e1')).toBe(0);
  await store.setRunning('e1');
  await database.query("update tasks set started_at = now() - interval '2 hours' where id = 'e1'");
  await store.finish('e1', { kind: 'needs approval', reason: '', next: '' });
  await database.query("update tasks set updated_at = now() - interval '1 hour' where id = 'e1'");
  await store.reopen('e1');
  await store.setRunning('e1');
  expect(Math.round((await store.elapsed('e1')) / 60_000)).toBe(60);
});
