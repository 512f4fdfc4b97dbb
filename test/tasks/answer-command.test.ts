import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../src/adapters/postgres/connect.ts';
import { createTaskStore } from '../../src/adapters/postgres/task-store.ts';
import { answerCommand } from '../../src/tasks/answer-command.ts';
import type { AnswerRequest, FixRequest, GitHubRepository } from '../../src/tasks/task.ts';
import type { TaskStore } from '../../src/tasks/task-store.ts';
import { openTestDatabase } from '../fakes/database.ts';
import { inMemoryControl, inMemorySteps } from '../fakes/in-memory-steps.ts';

const repository: GitHubRepository = {
  host: 'github',
  id: 9,
  owner: 'o',
  name: 'r',
  defaultBranch: 'main',
  installationId: 1,
};
const fix: FixRequest = {
  kind: 'fix',
  repository,
  issue: { number: 3, title: 't', body: '', url: null },
  hint: '',
  sender: 'alice',
  commentId: 1,
  limits: { iterations: 5, tokens: 1000 },
};

let database: OpenDatabase;
let store: TaskStore;
let replies: string[];

beforeAll(async () => {
  database = await openTestDatabase();
  store = createTaskStore(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  replies = [];
  await database.query('delete from tasks');
});

function answer(command: AnswerRequest['command'], { note = '', sender = 'alice' } = {}) {
  const control = inMemoryControl();
  const work = answerCommand(
    { kind: 'answer', command, repository, issueNumber: 3, sender, commentId: 5, note },
    {
      store,
      mayWrite: async (login) => login === 'alice',
      reply: async (body) => {
        replies.push(body);
      },
    },
  );
  return { outcome: work.run(inMemorySteps(), control), control };
}

describe('/goat stop', () => {
  test('asks every open task of the issue to stop and wakes it', async () => {
    await store.add('01A', fix, 'd1');
    const { outcome, control } = answer('stop');
    expect(await outcome).toMatchObject({ kind: 'answered' });
    expect(await store.stopRequestedBy('01A')).toBe('alice');
    expect(control.sent).toEqual([{ taskId: '01A', message: { type: 'stop', by: 'alice' } }]);
    expect(replies).toEqual([expect.stringContaining('Stopping.')]);
  });

  test('says so where nothing runs, and leaves other issues alone', async () => {
    await store.add('01B', { ...fix, issue: { ...fix.issue, number: 4 } }, 'd2');
    await answer('stop').outcome;
    expect(await store.stopRequestedBy('01B')).toBeNull();
    expect(replies).toEqual([expect.stringContaining('Nothing is running')]);
  });
});

describe('/goat status', () => {
  test('tells what runs and how the last tasks ended', async () => {
    await store.add('01C', fix, 'd3');
    await store.finish('01C', { kind: 'failed', reason: 'No more disk.', next: 'x' });
    await store.add('01D', fix, 'd4');
    await answer('status').outcome;
    expect(replies[0]).toMatch(/`01D` fix: queued\n- `01C` fix: \*\*failed\*\*. No more disk\./);
  });
});

describe('/goat help', () => {
  test('shows the commands, with a note in front where a command did nothing', async () => {
    await answer('help', { note: '`/goat fx` is not a command.' }).outcome;
    expect(replies[0]).toMatch(/^`\/goat fx` is not a command\.\n\n### Commands/);
  });
});

test('FAULT 19: whoever may not write, or cannot be looked up, gets no answer and stops nothing', async () => {
  await store.add('01E', fix, 'd5');
  expect(await answer('stop', { sender: 'mallory' }).outcome).toMatchObject({ kind: 'not allowed' });
  expect(replies).toEqual([]);
  expect(await store.stopRequestedBy('01E')).toBeNull();
});
