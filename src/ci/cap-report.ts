import { clipText, lastLines } from './clip-text.ts';
import { digestKey, failureKey } from './failure-key.ts';
import type { TestFailure, TestReport } from './test-report.ts';

/** A step's result must stay small, and one that is never read helps nobody. */
const largestReport = 100 * 1024;
const limits = { name: 500, file: 500, message: 3_000, trace: 1_500, value: 500, output: 1_000, logTail: 8_000 };
/** Bytes of a digest in the list, with its quotes and comma, and the most of the report that they take. */
const digestBytes = 13;
const mostDigests = 4_000;

/**
 * Cuts a report to at most 100 KB of JSON. Totals stay true; the last failures go first, and leave a digest of their
 * keys behind, so that two reports can still be compared.
 */
export function capReport(report: TestReport): TestReport {
  const base: TestReport = {
    ...report,
    logTail: lastLines(report.logTail, limits.logTail),
    results: { ...report.results, failures: [] },
  };
  const all = report.results.failures.map(capFailure);
  const sizes = all.map((failure) => jsonBytes(failure) + 1);
  const room = largestReport - jsonBytes(base);
  const whole = howMany(sizes, room);
  if (whole === all.length) return { ...base, results: { ...report.results, failures: all } };
  const reserved = '"leftOut":[],'.length + Math.min(all.length, mostDigests) * digestBytes;
  const count = howMany(sizes, room - reserved);
  const leftOut = report.results.failures
    .slice(count, count + mostDigests)
    .map((failure) => digestKey(failureKey(failure)));
  return { ...base, results: { ...report.results, failures: all.slice(0, count), leftOut } };
}

/** How many of the first fit into the room. */
function howMany(sizes: readonly number[], room: number): number {
  let left = room;
  const end = sizes.findIndex((size) => {
    left -= size;
    return left < 0;
  });
  return end === -1 ? sizes.length : end;
}

function capFailure({ name, file, message, trace, expected, actual, output, ...rest }: TestFailure): TestFailure {
  return {
    ...rest,
    name: clipText(name, limits.name),
    message: clipText(message, limits.message),
    ...(file === undefined ? {} : { file: clipText(file, limits.file) }),
    ...(trace === undefined ? {} : { trace: clipText(trace, limits.trace) }),
    ...(expected === undefined ? {} : { expected: clipText(expected, limits.value) }),
    ...(actual === undefined ? {} : { actual: clipText(actual, limits.value) }),
    ...(output === undefined ? {} : { output: clipText(output, limits.output) }),
  };
}

const jsonBytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
