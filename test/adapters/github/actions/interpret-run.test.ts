import { describe, expect, test } from 'vitest';
import { findRoot } from '../../../../src/adapters/github/actions/find-root.ts';
import { interpretRun } from '../../../../src/adapters/github/actions/interpret-run.ts';
import type { JobStep } from '../../../../src/adapters/github/actions/read-jobs.ts';

const run = (conclusion: string) => ({ id: 1, url: 'u', headSha: 'c', attempt: 1, conclusion, seconds: 1 });
const jobs = (steps: readonly JobStep[], log = '') => ({ steps, log, attempt: 1 });
const step = (name: string, conclusion: string | null): JobStep => ({ name, conclusion });

const log = [
  '2026-11-22T10:00:00.0000000Z ##[group]Run actions/checkout@v7',
  '2026-11-22T10:00:01.0000000Z Initialized empty Git repository in /home/runner/work/shop/shop/.git/',
  '2026-11-22T10:00:02.0000000Z ##[group]Run npm test',
  '2026-11-22T10:00:02.0000000Z npm test',
  '2026-11-22T10:00:02.0000000Z ##[endgroup]',
  '2026-11-22T10:00:03.0000000Z one failed',
  '2026-11-22T10:00:04.0000000Z ##[error]Process completed with exit code 3.\r',
  '2026-11-22T10:00:05.0000000Z Post job cleanup.',
].join('\n');

describe('interpretRun', () => {
  test('success is exit code 0', () => {
    expect(interpretRun(run('success'), jobs([], log))).toEqual({ log, exitCode: 0, notRun: null });
  });

  test('of a failure the failing command and its exit code count, not what was around it', () => {
    const result = interpretRun(run('failure'), jobs([step('Install', 'success'), step('Test', 'failure')], log));
    expect(result).toMatchObject({ exitCode: 3, notRun: null });
    expect(result.log).toContain('one failed');
    expect(result.log).not.toMatch(/Initialized|Post job/);
  });

  test('a failure before the tests means that they did not run', () => {
    const steps = [step('Install', 'failure'), step('Test', 'skipped')];
    expect(interpretRun(run('failure'), jobs(steps, log))).toMatchObject({
      exitCode: null,
      notRun: 'The step "Install" failed before the tests were reached: see its log.',
    });
  });

  test('a step that a maintainer renamed is found by the word test', () => {
    const steps = [step('Set up', 'success'), step('Run the tests', 'failure')];
    expect(interpretRun(run('failure'), jobs(steps)).notRun).toBeNull();
  });

  test("in a workflow of a maintainer's own, a failed command counts as tests, but what GitHub does before does not", () => {
    expect(interpretRun(run('failure'), jobs([step('Verify', 'failure')])).notRun).toBeNull();
    expect(interpretRun(run('failure'), jobs([step('Set up job', 'failure')])).notRun).toContain('"Set up job"');
  });

  test('a failure without any failed step is no result', () => {
    expect(interpretRun(run('failure'), jobs([])).notRun).toContain('look at its page');
  });

  test.each(['cancelled', 'timed_out', 'startup_failure', 'action_required', 'stale', 'unknown'])(
    '%s is no result and has a reason',
    (conclusion) => {
      const { exitCode, notRun } = interpretRun(run(conclusion), jobs([step('Test', 'cancelled')], log));
      expect(exitCode).toBeNull();
      expect(notRun).toMatch(/\.$/);
    },
  );
});

describe('findRoot', () => {
  test.each([
    ['Initialized in /home/runner/work/shop/shop/.git/', '/home/runner/work/shop/shop'],
    ['at run (file:///opt/actions/_work/shop/shop/src/a.js:1:2)', '/opt/actions/_work/shop/shop'],
    ['nothing here', null],
    ['/shop/shop', null],
  ])('%s', (text, root) => {
    expect(findRoot(text, 'shop')).toBe(root);
  });
});
