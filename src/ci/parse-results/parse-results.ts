import type { TestFailure, TestResults } from '../test-report.ts';
import { parseJest } from './jest.ts';
import { parseJunit } from './junit.ts';
import { parseNodeTest } from './node-test.ts';
import { parsePytest } from './pytest.ts';
import { parseVitest } from './vitest.ts';

export interface RawResults {
  /** JUnit XML documents. */
  readonly junit: readonly string[];
  /** What the test command printed, cleaned by `cleanLog`. */
  readonly log: string;
  /** Null where the command was ended from outside. */
  readonly exitCode: number | null;
}

/** The name of the one failure that stands for a command that failed without a failing test. */
export const commandFailureName = 'test command';

const parsers = [parseVitest, parseJest, parsePytest, parseNodeTest];

/**
 * Reads JUnit XML where there is some, else the output of a tool that is recognised, else only the exit code. A command
 * that failed always has at least one failure: where every test that was read passed, the command itself is named.
 */
export function parseResults({ junit, log, exitCode }: RawResults): TestResults {
  const printed = recognise(log);
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

/** A command may run several tools; the one that failed matters. */
function recognise(log: string): TestResults | null {
  const found = parsers.flatMap((parse) => parse(log) ?? []);
  return found.find(({ failed }) => failed > 0) ?? found[0] ?? null;
}

/** Tools print what they leave out of JUnit: a file that did not load, an error outside of the tests. */
function withPrinted(junit: TestResults | null, printed: TestResults | null, exitCode: number | null) {
  if (junit === null || printed === null) return junit ?? printed;
  if (junit.failures.length === 0) {
    return exitCode === 0 ? junit : { ...junit, failed: printed.failed, failures: printed.failures };
  }
  const broken = new Map(
    printed.failures.flatMap((failure) => (failure.kind === 'collection' ? [[failure.name, failure]] : [])),
  );
  return {
    ...junit,
    failures: junit.failures.map((failure) =>
      failure.kind === 'collection' ? (broken.get(failure.name) ?? failure) : failure,
    ),
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
