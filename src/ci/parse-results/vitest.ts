import type { TestFailure, TestResults } from '../test-report.ts';
import { countWords } from './count-words.ts';
import { placeOf, readTrace, shortTrace } from './read-trace.ts';

const start = /^ ?RUN {2}v\d/;
const summary = /^ {6}Tests {2}/;
const fileSummary = /^ Test Files {2}/;
/** `⎯⎯⎯ Failed Suites 1 ⎯⎯⎯`; between two failures `⎯⎯⎯[1/4]⎯`. */
const section = /^⎯+ (Failed Suites|Failed Tests|Unhandled (?:Error|Rejection)s?)\b/;
const rule = /^⎯{5}/;
const header = /^ FAIL {2}(\S.*)$/;

/** Reads what vitest prints (fixtures: 4.1); null where the log is not vitest's. Expects a cleaned log. */
export function parseVitest(log: string): TestResults | null {
  const lines = log.split('\n');
  const failures = readFailures(lines);
  const summaries = lines.filter((line) => summary.test(line));
  const isVitest = summaries.length > 0 || lines.some((line) => fileSummary.test(line));
  if (!isVitest && !(failures.length > 0 && lines.some((line) => start.test(line)))) return null;
  const counts = countWords(summaries);
  return {
    format: 'vitest',
    passed: counts.get('passed') ?? 0,
    failed: failures.filter((failure) => failure.kind !== 'failed').length + failedTests(counts, failures),
    skipped: (counts.get('skipped') ?? 0) + (counts.get('todo') ?? 0),
    failures,
  };
}

function failedTests(counts: ReadonlyMap<string, number>, failures: readonly TestFailure[]): number {
  return counts.get('failed') ?? failures.filter((failure) => failure.kind === 'failed').length;
}

function readFailures(lines: readonly string[]): TestFailure[] {
  const failures: TestFailure[] = [];
  let inSuites = false;
  // Failures with the same error share one body: their headers follow each other.
  let headers: string[] = [];
  let body: string[] = [];
  const finish = () => {
    for (const title of headers) failures.push(readFailure(title, body.join('\n'), inSuites));
    headers = [];
    body = [];
  };
  for (const line of lines) {
    const title = header.exec(line)?.[1];
    const kind = section.exec(line)?.[1];
    if (kind !== undefined || rule.test(line) || fileSummary.test(line)) {
      finish();
      if (kind !== undefined) inSuites = kind === 'Failed Suites';
      if (kind === 'Unhandled Error' || kind === 'Unhandled Rejection') headers = [unhandled];
    } else if (title === undefined) {
      body.push(line);
    } else {
      if (body.some((text) => text.trim() !== '')) finish();
      headers.push(title);
      body = [];
    }
  }
  finish();
  return failures;
}

const unhandled = 'an error outside of the tests';

function readFailure(title: string, body: string, inSuites: boolean): TestFailure {
  const { message, frames } = readTrace(body);
  if (title === unhandled) {
    return { kind: 'error', name: unhandled, message, ...placeOf(frames), ...shortTrace(frames) };
  }
  // A project of a workspace stands before the file: `|unit| test/a.test.ts`.
  const [file = '', ...names] = title.replace(/^\|[^|]{1,200}\| /, '').split(' > ');
  const path = file.replace(/ \[ .*$/, '').trim();
  return {
    kind: names.length === 0 ? 'collection' : inSuites ? 'error' : 'failed',
    name: names.length === 0 ? path : names.join(' > '),
    message,
    ...placeOf(frames, path),
    ...shortTrace(frames),
  };
}
