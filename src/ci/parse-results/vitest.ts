import type { TestFailure } from '../test-report.ts';
import { createClock } from './clock.ts';
import { collectBlocks } from './collect-blocks.ts';
import { collectFailures } from './collect-failures.ts';
import { placeOf, readTrace, shortTrace } from './read-trace.ts';
import type { ResultReader } from './result-reader.ts';
import { wordCounts } from './word-counts.ts';

const start = /^ ?RUN {2}v\d/;
const summary = /^ {6}Tests {2}/;
const duration = /^ {3}Duration {2}(\S+)/;
const fileSummary = /^ Test Files {2}/;
/** `⎯⎯⎯ Failed Suites 1 ⎯⎯⎯`; between two failures `⎯⎯⎯[1/4]⎯`. */
const section = /^⎯+ (Failed Suites|Failed Tests|Unhandled (?:Error|Rejection)s?)\b/;
const rule = /^⎯{5}/;
const header = /^ FAIL {2}(\S.*)$/;

export const vitestSign =
  /^(?: ?RUN {2}v\d| FAIL {2}\S| {6}Tests {2}| Test Files {2}| {3}Duration {2}|⎯{1,200} (?:Failed|Unhandled) )/;

/** Reads what vitest prints (fixtures: 4.1). */
export function readVitest(): ResultReader {
  const failures = collectFailures();
  const counts = wordCounts();
  let isVitest = false;
  let hasStarted = false;
  let inSuites = false;
  const clock = createClock();
  // Failures with the same error share one body: their headers follow each other.
  let headers: string[] = [];
  let hasBody = false;
  const blocks = collectBlocks<null>((_, body) => {
    for (const title of headers) failures.add(readFailure(title, body.join('\n'), inSuites));
    headers = [];
    hasBody = false;
  });
  const open = (title: string) => {
    if (hasBody) blocks.close();
    const before = headers;
    if (before.length === 0) blocks.open(null);
    headers = [...before, title];
  };
  return {
    get isIdle() {
      return !blocks.isOpen;
    },
    line(line) {
      const title = header.exec(line)?.[1];
      const kind = section.exec(line)?.[1];
      const isSummary = fileSummary.test(line);
      if (start.test(line)) hasStarted = true;
      if (summary.test(line)) counts.add(line);
      if (summary.test(line) || isSummary) isVitest = true;
      clock.add(duration.exec(line)?.[1]);
      if (kind !== undefined || rule.test(line) || isSummary) {
        blocks.close();
        if (kind !== undefined) inSuites = kind === 'Failed Suites';
        if (kind === 'Unhandled Error' || kind === 'Unhandled Rejection') open(unhandled);
      } else if (title !== undefined) {
        open(title);
      } else {
        blocks.add(line);
        if (line.trim() !== '') hasBody = true;
      }
    },
    end() {
      blocks.close();
      if (!isVitest && !(hasStarted && failures.count > 0)) return null;
      return {
        format: 'vitest',
        passed: counts.get('passed'),
        failed:
          failures.count -
          failures.countOf('failed') +
          (counts.has('failed') ? counts.get('failed') : failures.countOf('failed')),
        skipped: counts.get('skipped', 'todo'),
        failures: failures.all(),
        ...clock.read(),
      };
    },
  };
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
