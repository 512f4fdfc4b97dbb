import { describe, expect, test } from 'vitest';
import { branchPushed } from '../../../src/github/webhooks/branch-pushed.ts';
import { checkRunCompleted } from '../../../src/github/webhooks/check-run-completed.ts';
import { reviewCommentCreated } from '../../../src/github/webhooks/review-comment-created.ts';
import { reviewSubmitted } from '../../../src/github/webhooks/review-submitted.ts';
import { longestRemark } from '../../../src/tasks/respond/feedback.ts';
import { taskMarker } from '../../../src/text/task-marker.ts';
import { common, repository, settings } from './deliveries.ts';

const sha = 'c'.repeat(40);

describe('a push', () => {
  const push = (changes: object = {}) =>
    branchPushed({ ...common, ref: 'refs/heads/release/1.x', after: sha, deleted: false, ...changes });

  test('to a branch may leave pull requests into it with a conflict', () => {
    expect(push()).toEqual({
      kind: 'feedback',
      repository,
      on: { base: 'release/1.x' },
      feedback: { kind: 'base moved', commit: sha },
    });
  });

  test.each([
    ['of a tag', { ref: 'refs/tags/v1' }],
    ['that deletes a branch', { deleted: true }],
    ['to a branch of ours', { ref: 'refs/heads/goat/issue-1-sum' }],
  ])('%s starts nothing', (_what, changes) => {
    expect(push(changes)).toMatchObject({ kind: 'ignore' });
  });

  test('FAULT 4: without its fields is named, not thrown', () => {
    expect(branchPushed({ ...common, ref: 7 })).toEqual({
      kind: 'unexpected payload',
      fields: ['ref', 'after', 'deleted'],
    });
  });
});

describe('a check of another App', () => {
  const check = (changes: object = {}) =>
    checkRunCompleted(
      {
        ...common,
        check_run: {
          ...{ id: 5, name: 'lint', head_sha: sha, conclusion: 'failure', html_url: 'https://x/5' },
          output: { title: 'Two problems', summary: 'In sum.js.', text: null },
          app: { id: 99, slug: 'linter' },
          check_suite: { head_branch: 'goat/issue-1-sum' },
          ...changes,
        },
      },
      settings,
    );

  test.each(['failure', 'timed_out'])('that ended with %s is told with the words of that App', (conclusion) => {
    expect(check({ conclusion })).toEqual({
      kind: 'feedback',
      repository,
      on: { head: 'goat/issue-1-sum' },
      feedback: {
        ...{ kind: 'check', id: 5, name: 'lint', commit: sha, url: 'https://x/5' },
        text: 'Two problems\n\nIn sum.js.',
      },
    });
  });

  test.each([
    ['goat/pull-8', { pull: 8 }],
    ['goat/pull-8-2', { pull: 8 }],
    ['goat/pull-8x', { head: 'goat/pull-8x' }],
  ])('on the branch %s is about %j', (branch, on) => {
    expect(check({ check_suite: { head_branch: branch } })).toMatchObject({ kind: 'feedback', on });
  });

  test('says no more than a remark may', () => {
    const output = { title: 'T', summary: 'x'.repeat(65_535), text: null };
    const reaction = check({ output });
    expect(reaction).toMatchObject({ kind: 'feedback' });
    expect(JSON.stringify(reaction).length).toBeLessThan(longestRemark + 1_000);
  });

  test.each([
    ['that passed', { conclusion: 'success' }],
    ['that says nothing either way', { conclusion: 'neutral' }],
    ['that was cancelled', { conclusion: 'cancelled' }],
    ['of no branch, as of a fork', { check_suite: { head_branch: null } }],
    ['of Actions, which tell of their runs', { app: { id: 1_234, slug: 'github-actions' } }],
  ])('%s starts nothing', (_what, changes) => {
    expect(check(changes)).toMatchObject({ kind: 'ignore' });
  });

  test('FAULT 9: of our own starts nothing', () => {
    expect(check({ app: { id: settings.appId, slug: 'goat' } })).toMatchObject({ kind: 'ignore' });
  });

  test('FAULT 4: without its fields is named, not thrown', () => {
    expect(checkRunCompleted({ ...common, check_run: { id: 5 } }, settings)).toMatchObject({
      kind: 'unexpected payload',
      fields: expect.arrayContaining(['check_run.head_sha', 'check_run.check_suite']),
    });
  });
});

describe.each([
  ['a comment on a line', 'thread'],
  ['a review', 'review'],
] as const)('%s of a pull request', (_what, kind) => {
  const user = { login: 'alice', type: 'User' };
  const said = { id: 31, body: ' Rename it.\n', html_url: 'https://x/31', user };
  const line = { path: 'sum.js', line: 3, diff_hunk: '@@ -1 +1,3 @@\n+a\n+b\n+c' };
  const deliver = (changes: object = {}) => {
    const event = { ...common, pull_request: { number: 8 } };
    return kind === 'review'
      ? reviewSubmitted({ ...event, review: { ...said, ...changes } })
      : reviewCommentCreated({ ...event, comment: { ...said, ...line, ...changes } });
  };

  test('by a person is told as it was written, with its place', () => {
    expect(deliver()).toEqual({
      kind: 'feedback',
      repository,
      on: { pull: 8 },
      feedback: {
        ...{ kind, id: 31, author: 'alice', body: 'Rename it.', url: 'https://x/31' },
        ...(kind === 'thread' ? { place: { thread: 31, path: 'sum.js', line: 3, hunk: line.diff_hunk } } : {}),
      },
    });
  });

  test.each([
    ['a bot', { user: { login: 'linter[bot]', type: 'Bot' } }],
    ['an account that is gone', { user: null }],
    ['whoever copies the mark of a task', { body: `${taskMarker('01JD0V4Q8ZG5T9K2M3N4P5R6S7')}\nRename it.` }],
  ])('FAULT 9: by %s starts nothing', (_who, changes) => {
    expect(deliver(changes)).toMatchObject({ kind: 'ignore' });
  });

  test('without words starts nothing', () => {
    expect(deliver({ body: null })).toMatchObject({ kind: 'ignore' });
    expect(deliver({ body: ' \n' })).toMatchObject({ kind: 'ignore' });
  });

  test('is cut where it is too long', () => {
    const reaction = deliver({ body: 'x'.repeat(65_536) });
    expect(reaction).toMatchObject({ feedback: { body: 'x'.repeat(longestRemark) } });
  });

  test('FAULT 4: without its fields is named, not thrown', () => {
    expect(deliver({ id: 'one' })).toMatchObject({ kind: 'unexpected payload' });
  });
});

test('an answer belongs to the thread that it answers; the line may be gone, and of the diff its end is kept', () => {
  const comment = {
    ...{ id: 32, body: 'No.', html_url: 'https://x/32', user: { login: 'alice', type: 'User' }, path: 'sum.js' },
    ...{ line: null, in_reply_to_id: 31, diff_hunk: `${'+x\n'.repeat(5_000)}+the line` },
  };
  const reaction = reviewCommentCreated({ ...common, pull_request: { number: 8 }, comment });
  expect(reaction).toMatchObject({
    feedback: { id: 32, place: { thread: 31, line: null, hunk: expect.stringMatching(/^[\s\S]{0,2000}\+the line$/) } },
  });
});
