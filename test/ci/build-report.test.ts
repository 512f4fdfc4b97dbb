import { describe, expect, test } from 'vitest';
import { buildReport, type FinishedRun, readReport, reportNotRun } from '../../src/ci/build-report.ts';
import { readFixture, shopRoot } from './read-fixture.ts';

const finished = (part: Partial<FinishedRun>): FinishedRun => ({
  commit: 'c0ffee',
  log: '',
  junit: [],
  exitCode: 0,
  root: shopRoot,
  notRun: null,
  seconds: 2,
  url: null,
  ...part,
});
const run = (part: Partial<FinishedRun>) => buildReport(finished(part));

describe('buildReport', () => {
  test('passes when the command succeeded and no test failed', () => {
    expect(run({ log: readFixture('vitest-green.log') }).outcome).toBe('passed');
  });

  test('fails when a test failed though the command succeeded', () => {
    expect(run({ log: readFixture('vitest.log') }).outcome).toBe('failed');
  });

  test('fails when the command failed though no test did', () => {
    expect(run({ log: readFixture('vitest-green.log'), exitCode: 1 }).outcome).toBe('failed');
  });

  test('says why tests did not run, and keeps what was read', () => {
    const report = run({ log: readFixture('jest.log'), exitCode: null, notRun: 'The time was up.' });
    expect(report).toMatchObject({ outcome: 'not run', reason: 'The time was up.', results: { failed: 4 } });
  });

  test('names files as the repository does', () => {
    expect(JSON.stringify(run({ log: readFixture('node20-spec.log'), exitCode: 1 }))).not.toContain('/home/runner');
  });

  test('FAULT 33: five hundred long failures make a report of at most 100 KB with true totals', () => {
    const cases = Array.from(
      { length: 500 },
      (_, index) =>
        `<testcase name="${index} ${'n'.repeat(900)}"><failure>${'\u{1F410}\n'.repeat(5000)}</failure></testcase>`,
    );
    const junit = [`<testsuite name="s">${cases.join('')}</testsuite>`];
    const report = run({ junit, exitCode: 1, log: 'line\n'.repeat(100_000) });
    expect(Buffer.byteLength(JSON.stringify(report))).toBeLessThanOrEqual(100 * 1024);
    expect(report.results.failed).toBe(500);
    expect(report.results.failures.length).toBeGreaterThan(10);
    expect(report.logTail.endsWith('line')).toBe(true);
    expect(JSON.stringify(report)).not.toMatch(/\\ud[89a-f]/i);
  });

  test('a refused run has no results, only a reason', () => {
    expect(reportNotRun({ commit: 'c0ffee', seconds: 0, url: null }, 'No workflow.')).toMatchObject({
      outcome: 'not run',
      reason: 'No workflow.',
      results: { failures: [] },
    });
  });
});

describe('readReport', () => {
  const { signal } = new AbortController();

  test('reads in a thread what is read here', async () => {
    const log = readFixture('vitest.log');
    expect(await readReport(finished({ log: Buffer.from(log) }), signal)).toEqual(run({ log }));
  });

  test('FAULT 33: a log that cannot be read in time is a run that does not count, and says why', async () => {
    const report = await readReport(finished({ log: readFixture('vitest.log').repeat(500) }), signal, 1);
    expect(report).toMatchObject({ outcome: 'not run', reason: expect.stringContaining('too much time or memory') });
  });

  test('an abort ends the reading', async () => {
    const reading = readReport(finished({}), AbortSignal.abort(new Error('stopped')));
    await expect(reading).rejects.toThrow('stopped');
  });
});
