import { describe, expect, test } from 'vitest';
import { compareReports } from '../../src/ci/compare-reports.ts';
import { failureKey } from '../../src/ci/failure-key.ts';
import type { TestFailure, TestReport, TestResults } from '../../src/ci/test-report.ts';

const failure = (name: string, more: Partial<TestFailure> = {}): TestFailure => ({
  kind: 'failed',
  name,
  file: 'test/a.test.ts',
  line: 3,
  message: `${name} broke in its own way`,
  ...more,
});

function report(failures: readonly TestFailure[], more: Partial<TestResults> = {}): TestReport {
  const results: TestResults = { format: 'vitest', passed: 1, failed: failures.length, skipped: 0, failures, ...more };
  return { commit: 'c', outcome: 'failed', results, logTail: '', seconds: 1, url: null };
}

const names = (failures: readonly TestFailure[]) => failures.map(({ name }) => name);

function compare(base: readonly TestFailure[], head: readonly TestFailure[]) {
  const { new: added, old, cured, missing } = compareReports(report(base), report(head));
  return { new: names(added), old: names(old), cured: names(cured), missing: names(missing) };
}

describe('failureKey', () => {
  test('is the same at another line, with another message, address, id, time and temporary folder', () => {
    const key = failureKey(failure('a <Object at 0x7f1e5b0c> in /tmp/x1/y'));
    expect(failureKey(failure('a <Object at 0x7fffabcd> in /tmp/z9', { line: 9, message: 'other' }))).toBe(key);
  });

  test('is another for other parameters and for another file', () => {
    expect(failureKey(failure('adds[1-2]'))).not.toBe(failureKey(failure('adds[1-3]')));
    expect(failureKey(failure('adds'))).not.toBe(failureKey(failure('adds', { file: 'test/b.test.ts' })));
  });
});

describe('compareReports', () => {
  test('parts failures into new, old and cured', () => {
    expect(compare([failure('a'), failure('b')], [failure('b', { line: 40 }), failure('c')])).toEqual({
      new: ['c'],
      old: ['b'],
      cured: ['a'],
      missing: [],
    });
  });

  test('of tests with one name as many are old as failed before', () => {
    expect(compare([failure('each')], [failure('each'), failure('each')])).toMatchObject({
      new: ['each'],
      old: ['each'],
    });
  });

  test('a test that was moved or renamed and fails as before is old', () => {
    const moved = failure('a', { file: 'test/moved.test.ts' });
    expect(compare([failure('a')], [moved])).toEqual({ new: [], old: ['a'], cured: [], missing: [] });
    const message = 'expected 190 to be 180 in the discount';
    expect(compare([failure('a', { message })], [failure('b', { message })])).toMatchObject({ new: [], old: ['b'] });
  });

  test('two that could be the renamed one are both new', () => {
    const message = 'expected 190 to be 180 in the discount';
    const head = [failure('b', { message }), failure('c', { message })];
    expect(compare([failure('a', { message })], head)).toMatchObject({ new: ['b', 'c'], cured: ['a'] });
  });

  test('a file that no longer loads hides its tests: they are not cured, and it comes first', () => {
    const broken = failure('test/a.test.ts', { kind: 'collection' });
    const elsewhere = failure('z', { file: 'test/z.test.ts' });
    expect(compare([failure('a'), elsewhere], [failure('new', { file: 'test/n.test.ts' }), broken])).toEqual({
      new: ['test/a.test.ts', 'new'],
      old: [],
      cured: ['z'],
      missing: ['a'],
    });
  });

  test('nothing is cured by a run that was cut, failed as a whole or did not take place', () => {
    const base = report([failure('a')]);
    const whole = failure('test command', { kind: 'error' });
    expect(names(compareReports(base, report([whole])).missing)).toEqual(['a']);
    expect(names(compareReports(base, report([], { failed: 3 })).missing)).toEqual(['a']);
    expect(names(compareReports(base, { ...report([]), outcome: 'not run' }).missing)).toEqual(['a']);
  });
});
