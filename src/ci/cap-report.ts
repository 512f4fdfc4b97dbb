import { clipText, lastLines } from './clip-text.ts';
import type { TestFailure, TestReport } from './test-report.ts';

/** A step's result must stay small, and one that is never read helps nobody. */
const largestReport = 100 * 1024;
const limits = { name: 500, file: 500, message: 3_000, trace: 1_500, logTail: 8_000 };

/** Cuts a report to at most 100 KB of JSON. Totals stay true; the last failures go first. */
export function capReport(report: TestReport): TestReport {
  const base: TestReport = {
    ...report,
    logTail: lastLines(report.logTail, limits.logTail),
    results: { ...report.results, failures: [] },
  };
  let bytes = jsonBytes(base);
  const failures: TestFailure[] = [];
  for (const failure of report.results.failures) {
    const capped = capFailure(failure);
    bytes += jsonBytes(capped) + 1;
    if (bytes > largestReport) break;
    failures.push(capped);
  }
  return { ...base, results: { ...report.results, failures } };
}

function capFailure({ name, file, message, trace, ...rest }: TestFailure): TestFailure {
  return {
    ...rest,
    name: clipText(name, limits.name),
    message: clipText(message, limits.message),
    ...(file === undefined ? {} : { file: clipText(file, limits.file) }),
    ...(trace === undefined ? {} : { trace: clipText(trace, limits.trace) }),
  };
}

const jsonBytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
