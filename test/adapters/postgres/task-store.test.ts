import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/adapters/postgres/connect.ts';
import { createTaskStore } from '../../../src/adapters/postgres/task-store.ts';
import type { FixRecord } from '../../../src/tasks/fix/fix-record.ts';
import type { FixRequest } from '../../../src/tasks/task.ts';
import { openTestDatabase } from '../../fakes/database.ts';
import { fixRecord } from '../../fakes/fix-record.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const request: FixRequest = {
  kind: 'fix',
  repository: { host: 'github', id: 1, owner: 'o', name: 'r', defaultBranch: 'main', installationId: 2 },
  issue: { number: 7, title: 'Sum is wrong', body: '', url: null },
  hint: '',
  sender: 'p',
  commentId: null,
  limits: { iterations: 5, tokens: 1_000 },
};

test('the latest requests that a model replied to are told, newest first', async () => {
  const store = createTaskStore(database);
  async function fixed(id: string, opening: FixRecord['opening']) {
    await store.add(id, request, id);
    await store.saveRecord(id, fixRecord({ opening }));
  }
  await fixed('01', { model: 'a', counted: 1_000, reported: 1_100 });
  await fixed('02', { model: 'b', counted: 1_000, reported: 900 });
  await fixed('03', { model: 'a', counted: 2_000, reported: 2_500 });
  await fixed('04', { model: 'a', counted: 2_000, reported: null });
  await fixed('05', null);
  expect(await store.countedRequests('a')).toEqual([
    { counted: 2_000, reported: 2_500 },
    { counted: 1_000, reported: 1_100 },
  ]);
  expect(await store.countedRequests('nobody')).toEqual([]);
});

test('FAULT 34: a task that waits for a person goes on waiting when its server comes back, until it is reopened', async () => {
  const store = createTaskStore(database);
  await store.add('06', request, '06');
  await store.setRunning('06');
  await store.finish('06', { kind: 'needs approval', reason: 'It is risky.', next: 'Approve it.' });
  await store.setRunning('06');
  expect(await store.read('06')).toMatchObject({ state: 'waiting' });
  await store.reopen('06');
  await store.setRunning('06');
  expect(await store.read('06')).toMatchObject({ state: 'running' });
});
