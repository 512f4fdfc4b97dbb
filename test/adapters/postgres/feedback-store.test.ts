import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/adapters/postgres/connect.ts';
import { createFeedbackStore } from '../../../src/adapters/postgres/feedback-store.ts';
import { createTaskStore } from '../../../src/adapters/postgres/task-store.ts';
import type { FixRecord } from '../../../src/tasks/fix/fix-record.ts';
import type { Outcome } from '../../../src/tasks/outcome.ts';
import type { Remark } from '../../../src/tasks/respond/feedback.ts';
import type { FeedbackStore } from '../../../src/tasks/respond/feedback-store.ts';
import type { FixRequest, RespondRequest } from '../../../src/tasks/task.ts';
import type { TaskStore } from '../../../src/tasks/task-store.ts';
import { openTestDatabase } from '../../fakes/database.ts';
import { fixRecord } from '../../fakes/fix-record.ts';

let database: OpenDatabase;
let feedback: FeedbackStore;
let tasks: TaskStore;
beforeAll(async () => {
  database = await openTestDatabase();
  feedback = createFeedbackStore(database);
  tasks = createTaskStore(database);
});
afterAll(() => database.close());

let pull = 0;
beforeEach(() => {
  pull += 1;
});
const repository = 'github:1';
const limits = { iterations: 5, tokens: 1_000 };
const gitHub = { host: 'github', id: 1, owner: 'o', name: 'r', defaultBranch: 'main', installationId: 2 } as const;

const said = (id: number): Remark => ({
  kind: 'comment',
  id,
  author: 'alice',
  body: `Remark ${id}`,
  url: 'https://x',
});

/** A response to the pull request of this test; ids are in the order of time. */
async function respond(id: string, record?: Partial<FixRecord>, outcome?: Outcome['kind']) {
  const request: RespondRequest = { kind: 'respond', repository: gitHub, pullNumber: pull, gatherSeconds: 60, limits };
  await tasks.add(`${pull}-${id}`, request, `${pull}-${id}`);
  if (record !== undefined) await tasks.saveRecord(`${pull}-${id}`, fixRecord(record));
  if (outcome !== undefined) await tasks.finish(`${pull}-${id}`, { kind: outcome, reason: '.', next: '' });
  return `${pull}-${id}`;
}

describe('a piece of feedback', () => {
  test('FAULT 5: that is delivered twice is kept once, as it was at first', async () => {
    expect(await feedback.add(repository, pull, said(1))).toEqual({ taken: false });
    expect(await feedback.add(repository, pull, { ...said(1), body: 'Edited' })).toEqual({ taken: false });
    expect(await feedback.take(await respond('a'), repository, pull)).toEqual([said(1)]);
  });

  test('is given to one task, which gets the same again when it asks again', async () => {
    await feedback.add(repository, pull, said(1));
    await feedback.add(repository, pull, said(2));
    const [first, second] = [await respond('a'), await respond('b')];
    expect(await feedback.take(first, repository, pull)).toEqual([said(1), said(2)]);
    expect(await feedback.add(repository, pull, said(1))).toEqual({ taken: true });
    await feedback.add(repository, pull, said(3));
    expect(await feedback.take(second, repository, pull)).toEqual([said(3)]);
    expect(await feedback.take(second, repository, pull)).toEqual([said(3)]);
  });

  test('is of its pull request and its repository alone; kinds have numbers of their own', async () => {
    await feedback.add(repository, pull, said(1));
    await feedback.add(repository, pull, { ...said(1), kind: 'review' });
    await feedback.add(repository, pull + 1_000, said(1));
    await feedback.add('github:2', pull, said(1));
    expect(await feedback.take(await respond('a'), repository, pull)).toHaveLength(2);
  });
});

describe('the task that gathers', () => {
  test('is the newest that waits and has taken nothing yet', async () => {
    expect(await feedback.gatheringTask(repository, pull)).toBeNull();
    const task = await respond('a');
    expect(await feedback.gatheringTask(repository, pull)).toBe(task);
    expect(await feedback.gatheringTask(repository, pull + 1_000)).toBeNull();
    expect(await feedback.gatheringTask('github:2', pull)).toBeNull();
    await feedback.add(repository, pull, said(1));
    await feedback.take(task, repository, pull);
    expect(await feedback.gatheringTask(repository, pull)).toBeNull();
  });

  test('is none that has ended', async () => {
    await respond('a', {}, 'fixed');
    expect(await feedback.gatheringTask(repository, pull)).toBeNull();
  });
});

describe('responses in a row that no person asked for', () => {
  const response = { earlier: 0, pieces: [], answers: [], conflicts: [], merged: null, head: '', tryBranch: null };
  const automatic = { response: { ...response, byPerson: false } };
  const asked = { response: { ...response, byPerson: true } };

  test('are counted back to the last that a person asked for', async () => {
    await respond('a', automatic, 'fixed');
    await respond('b', asked, 'fixed');
    await respond('c', automatic, 'fixed');
    await respond('d', automatic, 'declined');
    expect(await feedback.automaticInARow(await respond('e'), repository, pull)).toBe(2);
  });

  test('are not those that had nothing to do, nor later ones, nor those of other pull requests', async () => {
    await respond('a', automatic, 'fixed');
    await respond('b', automatic, 'ignored');
    const now = await respond('c');
    await respond('d', automatic, 'fixed');
    expect(await feedback.automaticInARow(now, repository, pull)).toBe(1);
    expect(await feedback.automaticInARow('zz', repository, pull + 1_000)).toBe(0);
  });
});

test('pull requests of ours are found by their number, their branch and their base branch, newest first', async () => {
  const request: FixRequest = {
    ...{
      kind: 'fix',
      repository: { ...gitHub, id: 9 },
      issue: { number: 7, title: '', body: '', url: null },
      hint: '',
    },
    ...{ sender: 'p', commentId: null, limits },
  };
  for (const [id, number, base] of [
    ['f1', 11, 'main'],
    ['f2', 12, 'main'],
    ['f3', 13, 'release'],
    ['f4', null, 'main'],
  ] as const) {
    await tasks.add(id, request, id);
    const pullRequest = number === null ? null : { number, url: '', draft: false };
    await tasks.saveRecord(
      id,
      fixRecord({ branch: `goat/${id}`, base: { branch: base, sha: 'b'.repeat(40) }, pullRequest }),
    );
  }
  const own = (locator: Parameters<FeedbackStore['ownPulls']>[1], of = 'github:9') => feedback.ownPulls(of, locator);
  expect(await own({ pull: 12 })).toEqual([12]);
  expect(await own({ pull: 7 })).toEqual([]);
  expect(await own({ head: 'goat/f3' })).toEqual([13]);
  // No pull request yet, so nothing to answer.
  expect(await own({ head: 'goat/f4' })).toEqual([]);
  expect(await own({ base: 'main' })).toEqual([12, 11]);
  expect(await own({ base: 'main' }, 'github:8')).toEqual([]);
});
