import { describe, expect, test } from 'vitest';
import { failureKey } from '../../src/ci/failure-key.ts';
import { judgeRun, needsSecondRun, type RunToJudge } from '../../src/ci/judge-run.ts';
import { commandFailureName } from '../../src/ci/parse-results/parse-results.ts';
import type { TestFailure, TestReport } from '../../src/ci/test-report.ts';
import { report } from '../fakes/fix-record.ts';

const fails = (name: string, message = 'no'): TestFailure => ({ kind: 'failed', name, file: 'a.test.js', message });
const red = (...names: string[]): TestReport =>
  report('failed', { passed: 3, failed: names.length, failures: names.map((name) => fails(name)) });
const green = report('passed', { passed: 4 });
const keys = (...names: string[]) => new Set(names.map((name) => failureKey(fails(name))));

function judge(run: Partial<RunToJudge> & Pick<RunToJudge, 'report'>) {
  return judgeRun({ again: null, baseline: green, targets: new Set(), knownFlaky: new Set(), ...run });
}

const names = (failures: readonly TestFailure[]) => failures.map(({ name }) => name);

describe('a run beside the baseline', () => {
  test('is green when it succeeded', () => {
    expect(judge({ report: green, baseline: red('old') })).toEqual({ kind: 'green', fresh: [], flaky: [], old: [] });
  });

  test('is red for what the base commit has not, and for nothing else', () => {
    const verdict = judge({ report: red('old', 'new'), baseline: red('old') });
    expect(verdict.kind).toBe('red');
    expect([names(verdict.fresh), names(verdict.old)]).toEqual([['new'], ['old']]);
  });

  test('says nothing new where only old failures are left: that is no success', () => {
    expect(judge({ report: red('old'), baseline: red('old', 'cured') }).kind).toBe('nothing new');
  });

  test('knows an old failure by file and name, whatever it says today', () => {
    const today = report('failed', { failed: 1, failures: [fails('old', 'another message')] });
    expect(judge({ report: today, baseline: red('old') }).kind).toBe('nothing new');
  });

  test('does not take a failed command for an old failure: nobody knows what failed in it', () => {
    const command = report('failed', { failed: 1, failures: [{ ...fails(commandFailureName), kind: 'error' }] });
    expect(judge({ report: command, baseline: command }).kind).toBe('red');
  });

  test('is red for a target that the base commit has, too', () => {
    const verdict = judge({ report: red('shows it'), baseline: red('shows it'), targets: keys('shows it') });
    expect(verdict.kind).toBe('red');
  });

  test('says that the tests were not reached, whatever failed on the way', () => {
    expect(judge({ report: report('not run') }).kind).toBe('not run');
  });
});

describe('a second run on the same commit', () => {
  test('names a test flaky that failed in one of them, and the commit is green where one succeeded', () => {
    const verdict = judge({ report: red('moody'), again: green });
    expect([verdict.kind, names(verdict.flaky)]).toEqual(['green', ['moody']]);
  });

  test('finds what fails in both new, and is no success where both have a flaky one', () => {
    expect(judge({ report: red('new', 'moody'), again: red('new') })).toMatchObject({ kind: 'red' });
    expect(judge({ report: red('one'), again: red('other') })).toMatchObject({ kind: 'nothing new' });
  });

  test('that did not reach the tests changes nothing', () => {
    expect(judge({ report: red('new'), again: report('not run') }).kind).toBe('red');
  });

  test('leaves a test flaky that was found flaky before', () => {
    expect(judge({ report: red('moody'), knownFlaky: keys('moody') }).kind).toBe('nothing new');
  });

  test('is needed for new failures alone', () => {
    const known = { baseline: red('old'), targets: new Set<string>(), knownFlaky: new Set<string>() };
    expect(needsSecondRun({ report: red('new', 'old'), ...known })).toBe(true);
    expect(needsSecondRun({ report: red('old'), ...known })).toBe(false);
    expect(needsSecondRun({ report: green, ...known })).toBe(false);
    expect(needsSecondRun({ report: report('not run'), ...known })).toBe(false);
  });

  test('is not paid for while the test that shows the issue fails: the loop goes on either way', () => {
    const known = { baseline: green, targets: keys('shows it'), knownFlaky: new Set<string>() };
    expect(needsSecondRun({ report: red('shows it', 'new'), ...known })).toBe(false);
  });
});
