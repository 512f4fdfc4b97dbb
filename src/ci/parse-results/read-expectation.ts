import type { TestFailure } from '../test-report.ts';

type Expectation = Pick<TestFailure, 'expected' | 'actual'>;

/** Each has the groups `expected` and `actual`, on one line or on two; the first that fits decides. */
const patterns = [
  // jest, minitest, xUnit, NUnit, RSpec, testify
  /^ *Expected: *(?<expected>\S.*)\n(?: *\n)?(?: *\S.*\^.*\n)? *(?:Received|Actual|But was): *(?<actual>\S.*)$/m,
  /^ *expected *: *(?<expected>\S.*)\n *(?:got|actual) *: *(?<actual>\S.*)$/m,
  // Rust and ExUnit: whoever asserts writes what they got on the left
  /^ *left: *(?<actual>\S.*)\n *right: *(?<expected>\S.*)$/m,
  // JUnit 5, JUnit 4, MSTest
  /expected: ?<(?<expected>[^\n]*?)> but was: ?<(?<actual>[^\n]*)>/,
  /Expected:<(?<expected>[^\n]*?)>\. Actual:<(?<actual>[^\n]*?)>\./,
  // PHPUnit
  /^Failed asserting that (?<actual>\S.*?) (?:is identical to|matches expected|is equal to) (?<expected>\S.*?)\.$/m,
  // XCTest
  /\("(?<actual>[^\n]*?)"\) is not equal to \("(?<expected>[^\n]*)"\)/,
  // vitest and chai
  /^(?:AssertionError: )?expected (?<actual>\S.*?) to (?:deeply |strictly )?(?:be|equal) (?<expected>\S.*?)(?: \/\/ .*)?$/m,
  // pytest, unittest, node:assert
  /^(?:AssertionError: )?assert (?<actual>\S.*?) == (?<expected>\S.*)$/m,
  /^(?:AssertionError: )?(?<actual>\S.*?) !==? (?<expected>\S.*)$/m,
  // Go's habit
  /(?:\bgot|=)[: ] *(?<actual>\S.*?)[,;] *want:? (?<expected>\S.*)$/m,
  /^ *got: *(?<actual>\S.*)\n *want: *(?<expected>\S.*)$/m,
  // Swift Testing
  /Expectation failed: \(.* → (?<actual>[^\n()]*)\) == (?<expected>\S.*)$/m,
];

/** Where the values stand; what comes later is a diff. */
const longestLook = 1_000;

/** What a message says was expected and what came instead; empty where it says neither. */
export function readExpectation(message: string): Expectation {
  const text = message.slice(0, longestLook);
  for (const pattern of patterns) {
    const { expected, actual } = pattern.exec(text)?.groups ?? {};
    if (expected !== undefined && actual !== undefined) return { expected: expected.trim(), actual: actual.trim() };
  }
  return {};
}
