import { clipText } from '../clip-text.ts';
import type { TestFailure } from '../test-report.ts';
import { readExpectation } from './read-expectation.ts';

export interface FailureList {
  /** All that were added, also those of which no more is kept. */
  readonly count: number;
  add(failure: TestFailure): void;
  has(key: string): boolean;
  /** How many of a kind there are. */
  countOf(kind: TestFailure['kind']): number;
  all(): TestFailure[];
}

/** Beyond so many failures nobody reads the details, and beyond the second number not even the names. */
const inFull = 500;
const mostFailures = 20_000;
const limits = { name: 500, message: 4_000, trace: 2_000, output: 2_000, value: 500 };
const shortMessage = 200;

/** Keeps failures within bounds, and adds what was expected where the message tells. */
export function collectFailures(): FailureList {
  const failures: TestFailure[] = [];
  const keys = new Set<string>();
  const kinds = { failed: 0, error: 0, collection: 0 };
  return {
    get count() {
      return kinds.failed + kinds.error + kinds.collection;
    },
    add(failure) {
      kinds[failure.kind]++;
      if (failures.length >= mostFailures) return;
      const kept = failures.length < inFull ? keepAll(failure) : keepName(failure);
      keys.add(keyOf(kept));
      failures.push(kept);
    },
    has: (key) => keys.has(key),
    countOf: (kind) => kinds[kind],
    all: () => failures,
  };
}

/** File and name, as `has` takes them. */
export function keyOf({ file, name }: Pick<TestFailure, 'file' | 'name'>): string {
  return `${file ?? ''}\0${name}`;
}

function keepAll(failure: TestFailure): TestFailure {
  const { trace, expected, actual, output } = { ...readExpectation(failure.message), ...failure };
  return {
    ...keepName(failure),
    message: keep(failure.message, limits.message),
    ...(trace === undefined ? {} : { trace: keep(trace, limits.trace) }),
    ...(expected === undefined ? {} : { expected: keep(expected, limits.value) }),
    ...(actual === undefined ? {} : { actual: keep(actual, limits.value) }),
    ...(output === undefined || output.trim() === '' ? {} : { output: keep(output, limits.output) }),
  };
}

function keepName({ kind, name, file, line, message }: TestFailure): TestFailure {
  return {
    kind,
    name: keep(name, limits.name),
    ...(file === undefined ? {} : { file: keep(file, limits.name) }),
    ...(line === undefined ? {} : { line }),
    message: keep(message, shortMessage),
  };
}

/** A part of a string keeps the whole of it in memory, here a piece of the log; the copy does not. */
function keep(text: string, length: number): string {
  return Buffer.from(clipText(text, length)).toString();
}
