import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/adapters/postgres/connect.ts';
import { createReviewStore } from '../../../src/adapters/postgres/review-store.ts';
import { createTaskStore } from '../../../src/adapters/postgres/task-store.ts';
import type { ReviewStore } from '../../../src/review/review-store.ts';
import { openTestDatabase } from '../../fakes/database.ts';

let database: OpenDatabase;
let reviews: ReviewStore;
beforeAll(async () => {
  database = await openTestDatabase();
  reviews = createReviewStore(database);
  const repository = { id: 1, owner: 'o', name: 'r', defaultBranch: 'main', installationId: 1 };
  for (const id of ['01A', '01B']) {
    const request = {
      kind: 'review',
      repository,
      issueNumber: 1,
      trigger: 'push',
      sender: 'a',
      commentId: null,
    } as const;
    await createTaskStore(database).add(
      id,
      { ...request, repository: { host: 'github', ...repository }, paths: [], tokens: 1 },
      id,
    );
  }
});
afterAll(() => database.close());

const place = (pullNumber: number, repository = 'github:1') => ({ repository, pullNumber });

test('the newest review of a pull request is the last one, also where a commit is reviewed again', async () => {
  expect(await reviews.lastReviewed(place(1))).toBeNull();
  await reviews.keep(place(1), { head: 'aaa', taskId: '01A', raised: [] });
  await reviews.keep(place(1), { head: 'bbb', taskId: '01B', raised: [] });
  expect(await reviews.lastReviewed(place(1))).toBe('bbb');
  await reviews.keep(place(1), { head: 'aaa', taskId: '01A', raised: [] });
  expect(await reviews.lastReviewed(place(1))).toBe('aaa');
  expect(await reviews.lastReviewed(place(2))).toBeNull();
  expect(await reviews.lastReviewed(place(1, 'github:2'))).toBeNull();
});

test('what was raised is known on its pull request, what was refused on all of the repository, and on no other', async () => {
  const review = { head: 'ccc', taskId: '01A', raised: ['1'.repeat(16), '2'.repeat(16), '1'.repeat(16)] };
  await reviews.keep(place(3), review);
  await reviews.keep(place(3), review);
  await reviews.refuse(place(3), ['2'.repeat(16), '3'.repeat(16)]);
  await reviews.refuse(place(3), ['2'.repeat(16)]);
  await reviews.refuse(place(3), []);
  expect(await reviews.known(place(3))).toEqual({
    raised: ['1'.repeat(16)],
    refused: ['2'.repeat(16), '3'.repeat(16)],
  });
  expect(await reviews.known(place(4))).toEqual({ raised: [], refused: ['2'.repeat(16), '3'.repeat(16)] });
  expect(await reviews.known(place(3, 'github:2'))).toEqual({ raised: [], refused: [] });
  // A refusal stands, whatever is raised after it.
  await reviews.keep(place(3), { ...review, raised: ['2'.repeat(16)] });
  expect((await reviews.known(place(3))).refused).toContain('2'.repeat(16));
});
