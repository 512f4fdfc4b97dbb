import type { TestFailure } from '../test-report.ts';
import { createClock } from './clock.ts';
import { collectBlocks } from './collect-blocks.ts';
import { collectFailures, keyOf } from './collect-failures.ts';
import { placeOf, readTrace, shortTrace } from './read-trace.ts';
import type { ResultReader } from './result-reader.ts';
import { wordCounts } from './word-counts.ts';

/** `FAIL test/a.test.js`, `FAIL unit test/a.test.js (5.3 s)`: the path is the last word before the time. */
const fileHeader = /^ ?(PASS|FAIL) +(?:\S+ )?(\S+)(?: \([\d.]+ m?s\))?$/;
const failureHeader = /^ {2}● (\S.*)$/;
const summary = /^Tests: +\d{1,9} (?:failed|passed|skipped|todo|total)\b/;
const suiteSummary = /^Test Suites: +\S/;
const time = /^Time: +([\d.]+ m?s|[\d.]+ min)/;
const suiteFailed = 'Test suite failed to run';

export const jestSign =
  /^(?: ?(?:PASS|FAIL) +\S| {2}● \S|Tests: +\d{1,9} (?:failed|passed|skipped|todo|total)\b|Test Suites: +\d|Time: )/;

/** Reads what jest prints (fixtures: 30). */
export function readJest(): ResultReader {
  const failures = collectFailures();
  const counts = wordCounts();
  const clock = createClock();
  let hasSummary = false;
  let file: string | null = null;
  const blocks = collectBlocks<{ file: string; title: string }>((heading, body) => {
    const failure = readFailure(heading.file, heading.title, body.join('\n'));
    // With many files jest prints every failure a second time, under "Summary of all failing tests".
    if (!failures.has(keyOf(failure))) failures.add(failure);
  });
  return {
    get isIdle() {
      return !blocks.isOpen;
    },
    line(line) {
      const title = failureHeader.exec(line)?.[1];
      const heading = title === undefined ? fileHeader.exec(line) : null;
      if (heading) {
        blocks.close();
        file = heading[1] === 'FAIL' ? (heading[2] ?? null) : null;
      } else if (title !== undefined) {
        blocks.close();
        if (file !== null && title !== 'Console') blocks.open({ file, title });
      } else if (suiteSummary.test(line)) {
        blocks.close();
        file = null;
      } else if (summary.test(line)) {
        hasSummary = true;
        counts.add(line);
      } else {
        if (hasSummary) clock.add(time.exec(line)?.[1]);
        blocks.add(line);
      }
    },
    end() {
      blocks.close();
      if (failures.count === 0 && !hasSummary) return null;
      const broken = failures.countOf('collection');
      return {
        format: 'jest',
        passed: counts.get('passed'),
        failed: broken + (counts.has('failed') || hasSummary ? counts.get('failed') : failures.count - broken),
        skipped: counts.get('skipped', 'todo'),
        failures: failures.all(),
        ...clock.read(),
      };
    },
  };
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
