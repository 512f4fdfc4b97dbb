import { describe, expect, test } from 'vitest';
import { buildReport, reportNotRun } from '../../src/ci/build-report.ts';
import { describeReport } from '../../src/ci/describe-report.ts';
import { readFixture, shopRoot } from './read-fixture.ts';

const report = (log: string, exitCode: number | null, notRun: string | null = null) =>
  buildReport({
    commit: 'c0ffee1234567890',
    log,
    junit: [],
    exitCode,
    root: shopRoot,
    notRun,
    seconds: 12.4,
    url: 'https://github.com/o/shop/actions/runs/7',
  });

describe('describeReport', () => {
  test('a green run is told in two lines', () => {
    expect(describeReport(report(readFixture('jest-green.log'), 0), 5000)).toBe(
      'Tests passed at c0ffee1: 1 passed, in 12 s.\nRun: https://github.com/o/shop/actions/runs/7',
    );
  });

  test('failures come first, each with place, message and trace', () => {
    const text = describeReport(report(readFixture('vitest.log'), 1), 5000);
    expect(text).toContain('Tests failed at c0ffee1: 2 passed, 4 failed, 1 skipped, in 12 s.');
    expect(text).toContain(
      '1. test/broken.test.js (could not be loaded)\n   test/broken.test.js:2\n   Error: Cannot find',
    );
    expect(text).toContain('2. price > discount > takes a percentage\n   test/price.test.js:10\n   AssertionError');
    expect(text).not.toContain('End of the log');
  });

  test('the log is shown where failures do not explain the outcome', () => {
    expect(describeReport(report('cc: fatal error: a.h missing\n', 2), 5000)).toMatch(
      /exit code 2[\s\S]*End of the log:\ncc: fatal/,
    );
    const setUp = describeReport(report('npm error 404\n', null, 'The step "Install" failed.'), 5000);
    expect(setUp).toMatch(/^The tests did not run at c0ffee1\. The step "Install" failed\.[\s\S]*npm error 404$/);
  });

  test('a reason without a run stands alone', () => {
    const refused = reportNotRun({ commit: 'c0ffee1234', seconds: 0, url: null }, 'The workflow is missing.');
    expect(describeReport(refused, 500)).toBe('The tests did not run at c0ffee1. The workflow is missing.');
  });

  test.each([100, 300, 600, 1200, 2400])('keeps to a budget of %i, and says what it leaves out', (budget) => {
    for (const log of ['vitest.log', 'pytest.log']) {
      const text = describeReport(report(readFixture(log), 1), budget);
      expect(text.length).toBeLessThanOrEqual(budget);
      if (budget === 300 || budget === 600) expect(text).toMatch(/more not shown\)$/);
    }
  });

  test('one endless failure leaves room for the others', () => {
    const junit = ['x'.repeat(9000), 'second', 'third'].map(
      (message, index) => `<testcase name="test ${index}"><failure message="${message}"/></testcase>`,
    );
    const long = buildReport({
      commit: 'c0ffee1',
      log: '',
      junit: [`<testsuite name="s">${junit.join('')}</testsuite>`],
      exitCode: 1,
      root: null,
      notRun: null,
      seconds: 1,
      url: null,
    });
    expect(describeReport(long, 1500)).toMatch(
      /1\. s > test 0[\s\S]*2\. s > test 1\n {3}second[\s\S]*3\. s > test 2\n {3}third/,
    );
  });
});
