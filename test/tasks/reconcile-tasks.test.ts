import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenDatabase } from '../../src/adapters/postgres/connect.ts';
import { createTaskStore } from '../../src/adapters/postgres/task-store.ts';
import type { Outcome } from '../../src/tasks/outcome.ts';
import { reconcileTasks } from '../../src/tasks/reconcile-tasks.ts';
import { startTask } from '../../src/tasks/start-task.ts';
import type { FixRequest } from '../../src/tasks/task.ts';
import type { TaskEngine, WorkflowState } from '../../src/tasks/task-engine.ts';
import { wakeForRun } from '../../src/tasks/wake-for-run.ts';
import { openTestDatabase } from '../fakes/database.ts';

const fix: FixRequest = {
  kind: 'fix',
  repository: { host: 'github', id: 9, owner: 'o', name: 'r', defaultBranch: 'main', installationId: 1 },
  issue: { number: 3, title: 't', body: '', url: null },
  hint: '',
  sender: 'alice',
  commentId: 1,
  limits: { iterations: 5, tokens: 1000 },
};

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** An engine that only remembers what it was asked. */
function fakeEngine(states: Record<string, WorkflowState> = {}) {
  const calls: string[] = [];
  const engine: TaskEngine = {
    enqueue: async (id) => void calls.push(`enqueue ${id}`),
    send: async (id, message, key) => void calls.push(`send ${id} ${message.type} ${key}`),
    wait: async () => undefined,
    workflowState: async (id) => states[id] ?? 'missing',
    cancel: async (id) => void calls.push(`cancel ${id}`),
    close: async () => undefined,
  };
  return { engine, calls };
}

test('every task that nobody works on gets its outcome, where its people look too', async () => {
  const store = createTaskStore(database);
  for (const id of ['01MISSING', '01PENDING', '01ENDED', '01OLD']) await store.add(id, fix, id);
  const { engine, calls } = fakeEngine({ '01PENDING': 'pending', '01ENDED': 'ended', '01OLD': 'of another version' });
  const told: Record<string, Outcome> = {};
  await reconcileTasks({
    store,
    engine,
    open: (task) => ({
      run: () => Promise.reject(new Error('not to be run')),
      conclude: async (outcome) => {
        told[task.id] = outcome;
        if (task.id === '01OLD') throw new Error('GitHub is down');
      },
    }),
    onError: (id) => calls.push(`error ${id}`),
  });
  expect(calls).toEqual(['enqueue 01MISSING', 'cancel 01OLD', 'error 01OLD']);
  expect(Object.keys(told).sort()).toEqual(['01ENDED', '01OLD']);
  expect((await store.outcome('01ENDED'))?.reason).toMatch(/cut off/);
  expect((await store.outcome('01OLD'))?.reason).toMatch(/new version/);
  expect((await store.unfinished()).map(({ id }) => id)).toEqual(['01MISSING', '01PENDING']);
});

test('a task that ends by itself while the list is gone through keeps its own outcome', async () => {
  const store = createTaskStore(database);
  await store.add('01JUSTNOW', fix, '01JUSTNOW');
  const { engine } = fakeEngine();
  const told: Outcome[] = [];
  await reconcileTasks({
    store,
    engine: {
      ...engine,
      workflowState: async (id) => {
        if (id !== '01JUSTNOW') return 'pending';
        await store.finish(id, { kind: 'fixed', reason: 'Done.', next: '' });
        return 'ended';
      },
    },
    open: () => ({
      run: () => Promise.reject(new Error('not to be run')),
      conclude: async (outcome) => void told.push(outcome),
    }),
    onError: (id) => expect.fail(id),
  });
  expect(told).toEqual([]);
  expect(await store.outcome('01JUSTNOW')).toMatchObject({ kind: 'fixed' });
});

test('FAULT 5: a delivery that comes twice, also at once, is one task', async () => {
  const store = createTaskStore(database);
  const { engine } = fakeEngine();
  const started = await Promise.all([1, 2, 3].map(() => startTask({ store, engine }, fix, 'delivery')));
  expect(new Set(started.map(({ taskId }) => taskId)).size).toBe(1);
  expect(started.filter(({ created }) => created)).toHaveLength(1);
});

test('the first outcome of a task stands', async () => {
  const store = createTaskStore(database);
  await store.add('01TWICE', fix, '01TWICE');
  await store.finish('01TWICE', { kind: 'fixed', reason: 'Done.', next: '' });
  await store.finish('01TWICE', { kind: 'failed', reason: 'Late.', next: '' });
  expect(await store.outcome('01TWICE')).toMatchObject({ kind: 'fixed' });
});

test('a finished run wakes the task in its title, but only from that task’s repository', async () => {
  const store = createTaskStore(database);
  const { engine, calls } = fakeEngine();
  const { taskId } = await startTask({ store, engine }, fix, 'another');
  calls.length = 0;
  await wakeForRun({ store, engine }, { repositoryId: 9, runId: 4, title: `goat ${taskId} #2` });
  await wakeForRun({ store, engine }, { repositoryId: 8, runId: 5, title: `goat ${taskId} #2` });
  await wakeForRun({ store, engine }, { repositoryId: 9, runId: 6, title: 'CI' });
  expect(calls).toEqual([`send ${taskId} workflow run completed run:4`]);
});
