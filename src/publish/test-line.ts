import type { TestReport } from '../ci/test-report.ts';

/** The result of a run in one line, with a link where there is one: `2 of 14 tests failed ([run](…))`. */
export function testLine(report: TestReport): string {
  return `${verdict(report)}${report.url ? ` ([run](${report.url}))` : ''}`;
}

function verdict({ outcome, results }: TestReport): string {
  const total = results.passed + results.failed;
  if (outcome === 'not run') return 'the tests could not run';
  if (outcome === 'passed') return total === 0 ? 'tests passed' : `tests passed: ${results.passed} of ${total}`;
  if (results.failed > 0) return `${results.failed} of ${total} tests failed`;
  return 'tests failed';
}
