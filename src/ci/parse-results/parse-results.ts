import type { ResultFormat, TestFailure, TestResults } from '../test-report.ts';
import { parseJunit } from './junit.ts';
import { readLines } from './read-lines.ts';

export interface RawResults {
  /** JUnit XML documents. */
  readonly junit: readonly string[];
  /** What the test command printed, cleaned by `cleanLog`, or what `readLines` made of it. */
  readonly log: string | readonly TestResults[];
  /** Null where the command was ended from outside. */
  readonly exitCode: number | null;
}

/** The name of the one failure that stands for a command that failed without a failing test. */
export const commandFailureName = 'test command';

/**
 * Reads JUnit XML where there is some, else the output of the tools that are recognised, else only the exit code. A
 * command that failed always has at least one failure: where every test that was read passed, the command is named.
 */
export function parseResults({ junit, log, exitCode }: RawResults): TestResults {
  const printed = merge((typeof log === 'string' ? readText(log) : log).map(withAllFailures));
  const results = withPrinted(parseJunit(junit), printed, exitCode) ?? {
    format: 'exit code',
    passed: 0,
    failed: 0,
    skipped: 0,
    failures: [],
  };
  if (exitCode === 0 || results.failures.length > 0) return results;
  return { ...results, failed: Math.max(results.failed, 1), failures: [commandFailure(exitCode, results)] };
}

function readText(log: string): TestResults[] {
  const reader = readLines();
  for (const line of log.split('\n')) reader.line(line);
  return reader.end();
}

/** A summary that was cut counts fewer than were read. */
function withAllFailures(results: TestResults): TestResults {
  return results.failed >= results.failures.length ? results : { ...results, failed: results.failures.length };
}

/** Tools that run another one, and show what it printed. */
const shows: Partial<Record<ResultFormat, ResultFormat>> = { nextest: 'cargo test', gotestsum: 'go test' };

/** A command may run several tools, or one tool in several packages. */
function merge(found: readonly TestResults[]): TestResults | null {
  const shown = new Set(found.map(({ format }) => shows[format]));
  const all = found.filter(({ format }) => !shown.has(format));
  const first = all.find(({ failed }) => failed > 0) ?? all[0];
  if (first === undefined || all.length === 1) return first ?? null;
  const sum = (count: (results: TestResults) => number) => all.reduce((total, results) => total + count(results), 0);
  const formats = [...new Set(all.map(({ format }) => format))];
  return {
    format: first.format,
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    skipped: sum(({ skipped }) => skipped),
    failures: all.flatMap(({ failures }) => failures),
    ...(all.some(({ seconds }) => seconds !== undefined)
      ? { seconds: Math.round(sum(({ seconds = 0 }) => seconds) * 1000) / 1000 }
      : {}),
    ...(formats.length > 1 ? { formats } : {}),
  };
}

/** Tools print what they leave out of JUnit: a file that did not load, an error outside of the tests. */
function withPrinted(junit: TestResults | null, printed: TestResults | null, exitCode: number | null) {
  if (junit === null || printed === null) return junit ?? printed;
  if (junit.failures.length === 0) {
    return exitCode === 0 ? junit : { ...junit, failed: printed.failed, failures: printed.failures };
  }
  const known = new Set(junit.failures.map(({ name }) => name));
  const broken = new Map(
    printed.failures.flatMap((failure) => (failure.kind === 'collection' ? [[failure.name, failure]] : [])),
  );
  // What did not compile has no place among tests.
  const unknown = [...broken.values()].filter(({ name, file }) => !known.has(name) && !known.has(file ?? name));
  return {
    ...junit,
    failed: junit.failed + unknown.length,
    failures: [
      ...unknown,
      ...junit.failures.map((failure) =>
        failure.kind === 'collection' ? (broken.get(failure.name) ?? failure) : failure,
      ),
    ],
  };
}

function commandFailure(exitCode: number | null, results: TestResults): TestFailure {
  const ended = exitCode === null ? 'was stopped before its end' : `ended with exit code ${exitCode}`;
  return { kind: 'error', name: commandFailureName, message: `The test command ${ended}. ${whyUnknown(results)}` };
}

function whyUnknown({ format, failed }: TestResults): string {
  if (format === 'exit code') return 'Its output is of no known test tool: see the end of its log.';
  if (failed > 0) return 'Its failing tests are missing from what is left of its output.';
  return 'No test failed, so something else did: see the end of its log.';
}
