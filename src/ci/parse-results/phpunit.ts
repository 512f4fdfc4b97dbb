import type { TestFailure } from '../test-report.ts';
import { createClock } from './clock.ts';
import { collectBlocks } from './collect-blocks.ts';
import { collectFailures, keyOf } from './collect-failures.ts';
import { placeOf, readTrace, shortTrace } from './read-trace.ts';
import type { ResultReader } from './result-reader.ts';

const section = /^There (?:was|were) \d{1,9} (.{1,60}?)s?:$/;
const header = /^\d{1,6}\) (\S.*)$/;
/** `--testdox`: the class, then ` ✘ Takes a percentage` with the failure behind a rule. */
const testdox = /^ [✘✖] (.{1,1000}?)(?: \[\d[\d.]{0,20} m?s\])?$/;
const testdoxPassed = /^ [✔↩∅☢⚠] \S/;
const behindRule = /^ {3}[│├┐┴┊╵╷] ?(.*)$/;
const verdict = /^(?:ERRORS|FAILURES|WARNINGS|OK, but .*)!$/;
const green = /^OK \((\d{1,9}) tests?, \d{1,9} assertions?\)$/;
const totals = /^Tests: (\d{1,9}), Assertions: \d{1,9}((?:, [A-Za-z ]{1,40}: \d{1,9}){0,12})\.$/;
const time = /^Time: (\d[\d:.]{0,20}(?: (?:ms|seconds?|minutes?))?)/;
const fatal = /^(?:PHP )?(?:Parse|Fatal) error: +(.{1,2000}) in (\/?[^\s:]{1,400}\.php)(?: on line |:)(\d{1,7})$/;

export const phpunitSign =
  /^(?:PHPUnit \d|There (?:was|were) \d{1,9} |\d{1,6}\) \S| [✘✖] \S|(?:ERRORS|FAILURES|WARNINGS)!|OK \(\d|OK, but|Tests: \d{1,9}, Assertions: |Time: \d|(?:PHP )?(?:Parse|Fatal) error: )/;

/** Reads what PHPUnit prints (fixtures: 9.6). */
export function readPhpunit(): ResultReader {
  const failures = collectFailures();
  const clock = createClock();
  const counts = { tests: 0, bad: 0, skipped: 0, has: false };
  let crash: TestFailure | null = null;
  let kind: 'failed' | null = null;
  let owner = '';
  const blocks = collectBlocks<string>((name, body) => {
    const failure = readFailure(name, body);
    if (!failures.has(keyOf(failure))) failures.add(failure);
  });
  return {
    get isIdle() {
      return !blocks.isOpen;
    },
    line(line) {
      const title = kind === null ? undefined : header.exec(line)?.[1];
      const entered = section.exec(line)?.[1];
      const [, run, rest = ''] = totals.exec(line) ?? green.exec(line) ?? [];
      const [, message, file, number] = fatal.exec(line) ?? [];
      const described = testdox.exec(line)?.[1];
      const behind = behindRule.exec(line)?.[1];
      if (entered !== undefined) {
        blocks.close();
        kind = entered === 'error' || entered === 'failure' ? 'failed' : null;
      } else if (title !== undefined) blocks.open(title);
      else if (described !== undefined) blocks.open(owner === '' ? described : `${owner}::${described}`);
      else if (behind !== undefined) blocks.add(behind);
      else if (testdoxPassed.test(line)) blocks.close();
      else if (line === '--' || verdict.test(line)) {
        blocks.close();
        kind = null;
      } else if (run !== undefined) {
        blocks.close();
        counts.has = true;
        counts.tests += Number(run);
        counts.bad += countOf(rest, 'Errors') + countOf(rest, 'Failures');
        counts.skipped += countOf(rest, 'Skipped') + countOf(rest, 'Incomplete');
      } else if (file !== undefined && message !== undefined && crash === null) {
        crash = { kind: 'collection', name: file, file, line: Number(number), message };
      } else {
        clock.add(time.exec(line)?.[1]);
        if (kind === null && /^[A-Z]\S/.test(line)) {
          blocks.close();
          owner = line;
        } else blocks.add(line);
      }
    },
    end() {
      blocks.close();
      // After PHP's own error no count follows.
      if (crash !== null && !counts.has) failures.add(crash);
      if (!counts.has && failures.count === 0) return null;
      return {
        format: 'phpunit',
        passed: Math.max(counts.tests - counts.bad - counts.skipped, 0),
        failed: counts.has ? counts.bad : failures.count,
        skipped: counts.skipped,
        failures: failures.all(),
        ...clock.read(),
      };
    },
  };
}

function countOf(text: string, word: string): number {
  return Number(new RegExp(`, ${word}: (\\d{1,9})`).exec(text)?.[1] ?? 0);
}

/** With a data set PHPUnit adds its values: `A::testB with data set "c" (1, 2)`. */
const values = /^(.{1,1000} with data set (?:#\d{1,9}|".{1,400}?")) \(.*\)$/;

function readFailure(title: string, body: readonly string[]): TestFailure {
  const { message, frames } = readTrace(body.join('\n'));
  const own = frames.filter(({ file }) => !file.startsWith('phar:'));
  return {
    kind: 'failed',
    name: (values.exec(title)?.[1] ?? title).replace('::', ' > '),
    message: message || 'The test failed without a message.',
    ...placeOf(own),
    ...shortTrace(own),
  };
}
