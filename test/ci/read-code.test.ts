import { describe, expect, test } from 'vitest';
import { compareReports } from '../../src/ci/compare-reports.ts';
import { describeReport } from '../../src/ci/describe-report.ts';
import { readCode } from '../../src/ci/read-code.ts';
import type { TestFailure, TestReport } from '../../src/ci/test-report.ts';

const failure: TestFailure = {
  kind: 'failed',
  name: 'takes a percentage',
  file: 'test/price.test.js',
  line: 2,
  message: 'expected 190 to be 180',
  trace: 'at discount (src/price.js:5:28)\nat Object.discount (test/price.test.js:2:7)',
};
const files = new Map([
  ['test/price.test.js', ['test(() => {', '  expect(discount(200, 10)).toBe(180);', '});']],
  ['src/price.js', ['a', 'b', 'c', 'export const discount = (price, percent) =>', '  price - percent;']],
]);
const read = async (path: string) => files.get(path) ?? null;
const report = (failures: readonly TestFailure[]): TestReport => ({
  commit: 'c0ffee1',
  outcome: 'failed',
  results: { format: 'jest', passed: 0, failed: failures.length, skipped: 0, failures },
  logTail: '',
  seconds: 1,
  url: null,
});

describe('readCode', () => {
  test('gives the lines that the failure and its trace name, each marked, with those around it', async () => {
    const text = (await readCode([failure], read)).get(failure);
    expect(text).toBe(
      [
        'test/price.test.js:',
        '  1 | test(() => {',
        '> 2 |   expect(discount(200, 10)).toBe(180);',
        '  3 | });',
        'src/price.js:',
        '  2 | b',
        '  3 | c',
        '  4 | export const discount = (price, percent) =>',
        '> 5 |   price - percent;',
      ].join('\n'),
    );
  });

  test('a file or a line that is not there gives nothing', async () => {
    const gone = { ...failure, file: 'gone.js', trace: 'at x (src/price.js:99:1)' };
    expect((await readCode([gone], read)).size).toBe(0);
  });
});

describe('describeReport with a comparison', () => {
  const old = { ...failure, name: 'was red before', message: 'an old message', line: 1 };
  const comparison = compareReports(report([old]), report([old, failure]));

  test('tells the new failures with their code, and of the old ones the names', async () => {
    const head = report([old, failure]);
    const text = describeReport(head, 4000, { comparison, code: await readCode(comparison.new, read) });
    expect(text).toContain('Failures: 1 new, 1 old.');
    expect(text).toMatch(/1\. takes a percentage[\s\S]*> 5 \| {3}price - percent;/);
    expect(text).toMatch(/Failed before the change too:\n- was red before \(test\/price\.test\.js\)/);
    expect(text).not.toContain('an old message');
  });

  test.each([150, 400, 900])('keeps to a budget of %i', async (budget) => {
    const code = await readCode(comparison.new, read);
    expect(describeReport(report([old, failure]), budget, { comparison, code }).length).toBeLessThanOrEqual(budget);
  });
});
