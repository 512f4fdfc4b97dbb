import type { TestFailure, TestResults } from '../test-report.ts';
import { countWords } from './count-words.ts';
import { placeOf, readTrace, shortTrace } from './read-trace.ts';

/** `FAIL test/a.test.js`, `FAIL unit test/a.test.js (5.3 s)`: the path is the last word before the time. */
const fileHeader = /^ ?(PASS|FAIL) +(?:\S+ )?(\S+)(?: \([\d.]+ m?s\))?$/;
const failureHeader = /^ {2}● (\S.*)$/;
const summary = /^Tests: +\S/;
const suiteSummary = /^Test Suites: +\S/;
const suiteFailed = 'Test suite failed to run';

/** Reads what jest prints (fixtures: 30); null where the log is not jest's. Expects a cleaned log. */
export function parseJest(log: string): TestResults | null {
  const lines = log.split('\n');
  const failures = readFailures(lines);
  const summaries = lines.filter((line) => summary.test(line));
  if (failures.length === 0 && summaries.length === 0) return null;
  const counts = countWords(summaries);
  const broken = failures.filter((failure) => failure.kind === 'collection').length;
  return {
    format: 'jest',
    passed: counts.get('passed') ?? 0,
    failed: broken + (counts.get('failed') ?? (summaries.length === 0 ? failures.length - broken : 0)),
    skipped: (counts.get('skipped') ?? 0) + (counts.get('todo') ?? 0),
    failures,
  };
}

function readFailures(lines: readonly string[]): TestFailure[] {
  // With many files jest prints every failure a second time, under "Summary of all failing tests".
  const failures = new Map<string, TestFailure>();
  let file: string | null = null;
  let title: string | null = null;
  let body: string[] = [];
  const finish = () => {
    if (file !== null && title !== null) {
      const failure = readFailure(file, title, body.join('\n'));
      const key = `${file}\0${title}`;
      if (!failures.has(key)) failures.set(key, failure);
    }
    title = null;
    body = [];
  };
  for (const line of lines) {
    const header = fileHeader.exec(line);
    const next = failureHeader.exec(line)?.[1];
    if (header) {
      finish();
      file = header[1] === 'FAIL' ? (header[2] ?? null) : null;
    } else if (next !== undefined) {
      finish();
      title = next === 'Console' ? null : next;
    } else if (suiteSummary.test(line)) {
      finish();
      file = null;
    } else if (title !== null) {
      body.push(line);
    }
  }
  finish();
  return [...failures.values()];
}

function readFailure(file: string, title: string, body: string): TestFailure {
  const { message, frames } = readTrace(body);
  const isBroken = title === suiteFailed;
  return {
    kind: isBroken ? 'collection' : 'failed',
    name: isBroken ? file : title.split(' › ').join(' > '),
    message,
    ...placeOf(frames, file),
    ...shortTrace(frames),
  };
}
