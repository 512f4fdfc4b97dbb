import type { TestReport } from '../../ci/test-report.ts';
import type { FixRecord } from './fix-record.ts';

/** The record of an earlier task as a step can return it: without what was said about each failure of its iterations. */
export function shortenRecord(record: FixRecord): FixRecord {
  const { reproduction } = record;
  return {
    ...record,
    iterations: record.iterations.map((iteration) => ({
      ...iteration,
      actions: [],
      problems: [],
      report: shortenReport(iteration.report),
      again: iteration.again && shortenReport(iteration.again),
    })),
    reproduction: reproduction && {
      ...reproduction,
      report: reproduction.report && shortenReport(reproduction.report),
    },
  };
}

function shortenReport(report: TestReport): TestReport {
  return { ...report, results: { ...report.results, failures: [] }, logTail: '' };
}
