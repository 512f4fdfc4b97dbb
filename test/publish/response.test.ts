import { describe, expect, test } from 'vitest';
import { checkOf } from '../../src/publish/check.ts';
import { pullRequestBody } from '../../src/publish/pull-request.ts';
import { summariesOf } from '../../src/publish/summaries-of.ts';
import { renderOutcome } from '../../src/publish/tracking-comment.ts';
import { asPushed, type FixRecord, type ResponseRecord } from '../../src/tasks/fix/fix-record.ts';
import { fixRecord, iteration, report } from '../fakes/fix-record.ts';

const head = 'e'.repeat(40);
const fix = iteration(1, { summary: 'It adds now.' });
const dropped = iteration(2, { report: report('failed', { failed: 1 }), isDropped: true });
const done = iteration(3, { summary: 'The parameters are named.' });

/** A response to what alice wrote twice, after a fix that had one iteration. */
function response(iterations: FixRecord['iterations'], more: Partial<ResponseRecord> = {}): FixRecord {
  const remark = (id: number, body: string) =>
    ({ kind: 'comment', id, author: 'alice', body, url: `https://x/${id}` }) as const;
  return fixRecord({
    baseline: { report: report('failed', { failed: 1 }), kept: false },
    pullRequest: { number: 8, url: 'https://x/pull/8', draft: false },
    iterations: [fix, ...iterations],
    response: {
      ...{ earlier: 1, summaries: ['It adds now.'], byPerson: true, conflicts: [], merged: null },
      pieces: [
        { id: 'F1', feedback: remark(31, 'Name them.\nPlease.') },
        { id: 'F2', feedback: remark(32, 'No function, <!-- hidden -->') },
      ],
      answers: [{ id: 'F1', done: true, reason: 'They are named.' }],
      ...{ head, tryBranch: null },
      ...more,
    },
  });
}

const fixed = { kind: 'fixed', reason: 'The tests passed.', next: 'Review it.' } as const;
const stopped = { kind: 'stopped', reason: 'Stopped by @alice.', next: '' } as const;

describe('the comment of a response', () => {
  test('tells what was answered, and of the work what it did itself', () => {
    const comment = renderOutcome(response([dropped, done]), fixed);
    expect(comment).toContain('[what @\u200balice wrote](https://x/31) (“Name them.”): done in [3333333]');
    expect(comment).toContain('(“No function, <\u200b!-- hidden -->”): not answered');
    expect(comment).toContain('- [x] Started from `goat/issue-7-sum-is-wrong` at eeeeeee');
    expect(comment).toContain('- [x] Iteration 3');
    expect(comment).not.toContain('Iteration 1');
    expect(comment).not.toContain('Before any edit');
  });

  test('blames the agent only where it was asked', () => {
    const declined = { kind: 'declined', reason: 'A person has to look.', next: '' } as const;
    expect(renderOutcome(response([], { answers: [] }), declined)).toContain('(“Name them.”): not looked at.');
  });

  test('says what was merged, and how the tests are there', () => {
    const merged = { merged: 'd'.repeat(40), mergedBaseline: { report: report('passed', { passed: 4 }), kept: false } };
    expect(renderOutcome(response([done], merged), fixed)).toContain(
      'Merged `main` at ddddddd, where tests passed: 4 of 4.',
    );
    expect(renderOutcome(response([done], { ...merged, tryBranch: 'goat/pull-8' }), stopped)).not.toContain('Merged');
  });

  test('says where the last try is, when nothing was pushed', () => {
    const comment = renderOutcome(response([done], { tryBranch: 'goat/pull-8' }), stopped);
    expect(comment).toContain('done in [3333333](https://x/commit/3), which is on `goat/pull-8` and not here');
    expect(comment).toContain('Made the branch `goat/pull-8`');
  });
});

describe('the pull request after a response', () => {
  test('still says what the fix changed, beside what was added, and which commits are on no branch', () => {
    const body = pullRequestBody(response([dropped, done]));
    expect(body).toContain('## What changed and why\n\nIt adds now.\n\nThe parameters are named.\n\n');
    expect(body).toContain(`| iteration 2, made anew | ${dropped.commit.sha} |`);
    expect(body).toContain(`| iteration 3 | ${done.commit.sha} |`);
  });

  test('of many is described by how it began, and by the newest', () => {
    const summaries = ['1', '2', '3', '4', '5', '6', '7'];
    expect(summariesOf(response([iteration(2, { summary: '8' })], { summaries }))).toEqual([
      '1',
      '4',
      '5',
      '6',
      '7',
      '8',
    ]);
  });

  test('FAULT 23: claims what was there before, where the tries never got on its branch', () => {
    const left = asPushed(response([dropped, done], { tryBranch: 'goat/pull-8' }));
    expect(left.iterations).toEqual([fix]);
    expect(summariesOf(left)).toEqual(['It adds now.']);
    expect(checkOf(left, fixed, fix.commit.sha).conclusion).toBe('success');
    expect(asPushed(response([done])).iterations).toEqual([fix, done]);
  });
});
