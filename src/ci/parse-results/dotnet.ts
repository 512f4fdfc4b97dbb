import type { TestFailure } from '../test-report.ts';
import { createClock } from './clock.ts';
import { collectBlocks } from './collect-blocks.ts';
import { collectFailures } from './collect-failures.ts';
import { compileErrors } from './compile-errors.ts';
import { dedent, placeOf, readTrace, shortTrace } from './read-trace.ts';
import type { ResultReader } from './result-reader.ts';

const result = /^ {2}(Passed|Failed|Skipped|X|√|!) (\S.*?)(?: \[(?:< )?\d[^\]]{0,40}\])?$/;
/** `Failed!  - Failed:     2, Passed:     3, Skipped:     1, Total:     6, Duration: 45 ms - Shop.Tests.dll (net8.0)`. */
const totals =
  /^(?:Passed|Failed|Skipped)! +- Failed: +(\d{1,9}), Passed: +(\d{1,9}), Skipped: +(\d{1,9}), Total: +\d{1,9}(?:, Duration: (\S.{0,40}?) - .*)?$/;
/** With more detail one line each; the new test platform writes them in small letters after a colon. */
const listed = /^ {2,5}(Passed|Failed|Skipped|passed|failed|succeeded|skipped): (\d{1,9})$/;
/** What the runner says between tests; the lines of a message may stand at the margin too. */
const outside = /^(?:Test [Rr]un |Total tests: |Results File: |Attachments:|\[xUnit\.net |Build |NUnit Adapter )/;
const compiler =
  /^ *(\S.{0,400}?\.(?:cs|fs|vb))\((\d{1,7}),\d{1,7}(?:,\d{1,7},\d{1,7})?\): error ([A-Z]{2,6}\d{1,6}): (.+?)(?: \[[^\]]{1,400}\])?$/;

export const dotnetSign =
  /^(?: {2}(?:Failed|Passed|Skipped|X|√|!) \S| {2,5}(?:Passed|Failed|Skipped|passed|failed|succeeded|skipped): \d|(?:Passed|Failed|Skipped)! +- Failed: |Test Run (?:Failed|Successful)\.$|Total tests: \d)/;
export const dotnetInside = /\.(?:cs|fs|vb)\(\d{1,7},\d/;

/** Reads what `dotnet test` prints, whichever framework (fixtures are written after its documentation, not recorded). */
export function readDotnet(): ResultReader {
  const failures = collectFailures();
  const errors = compileErrors();
  const clock = createClock();
  const counts = { failed: 0, passed: 0, skipped: 0, has: false };
  const blocks = collectBlocks<string>((name, body) => failures.add(readFailure(name, body)));
  return {
    get isIdle() {
      return !blocks.isOpen;
    },
    line(line) {
      const [, state, name] = result.exec(line) ?? [];
      const [, failed, passed, skipped, duration] = totals.exec(line) ?? [];
      const [, word, count] = listed.exec(line) ?? [];
      const [, file, number, code, message] = compiler.exec(line) ?? [];
      if (failed !== undefined) {
        blocks.close();
        counts.has = true;
        counts.failed += Number(failed);
        counts.passed += Number(passed);
        counts.skipped += Number(skipped);
        clock.add(duration);
      } else if (word !== undefined) {
        blocks.close();
        counts.has = true;
        if (/^failed$/i.test(word)) counts.failed += Number(count);
        else if (/^skipped$/i.test(word)) counts.skipped += Number(count);
        else counts.passed += Number(count);
      } else if (name !== undefined) {
        blocks.close();
        if (state === 'Failed' || state === 'X') blocks.open(name);
      } else if (file !== undefined) errors.add({ file, line: Number(number), message: `${message} (${code})` });
      else if (outside.test(line)) blocks.close();
      else blocks.add(line);
    },
    end() {
      blocks.close();
      errors.addTo(failures);
      if (!counts.has && failures.count === 0) return null;
      const { failed, passed, skipped } = counts;
      const broken = failures.countOf('collection');
      return {
        format: 'dotnet test',
        passed,
        failed: counts.has ? failed + broken : failures.count,
        skipped,
        failures: failures.all(),
        ...clock.read(),
      };
    },
  };
}

const part = /^(Error Message|Stack Trace|Standard Output Messages|Standard Error Messages|Debug Traces Messages):$/;

function readFailure(name: string, body: readonly string[]): TestFailure {
  const parts = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of body) {
    const title = part.exec(line.trim())?.[1];
    if (title === undefined) current.push(line);
    else {
      current = [];
      parts.set(title, current);
    }
  }
  const text = (title: string) => dedent((parts.get(title) ?? []).join('\n'));
  const { frames } = readTrace(text('Stack Trace'));
  return {
    kind: 'failed',
    name,
    message: text('Error Message').trimStart() || 'The test failed without a message.',
    ...placeOf(frames),
    ...shortTrace(frames),
    output: text('Standard Output Messages'),
  };
}
