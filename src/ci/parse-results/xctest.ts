import type { TestFailure } from '../test-report.ts';
import { boundedLines } from './bounded-lines.ts';
import { createClock } from './clock.ts';
import { collectFailures } from './collect-failures.ts';
import { compileErrors } from './compile-errors.ts';
import type { ResultReader } from './result-reader.ts';

/** On Linux `PriceTests.testAdds`, on macOS `-[ShopTests.PriceTests testAdds]`. */
const testCase =
  /^Test Case '(?:-\[)?([^'\]]{1,1000})\]?' (started|passed|failed|skipped)\b(?: \((\d[\d.]{0,20}) seconds\))?/;
const issue =
  /^(\/?[^:]{1,400}\.(?:swift|m|mm)|<EXPR>|<unknown>):(\d{1,7}): error: (?:-\[)?([\w. ]{1,400}?)\]? : (.*)$/;
const compiler = /^(\/?[^:]{1,400}\.swift):(\d{1,7}):\d{1,7}: error: (.+)$/;

export const xctestSign = /^(?:Test Case '|Test Suite '|<(?:EXPR|unknown)>:)/;
export const xctestInside = /\.(?:swift|mm?):\d{1,7}:/;

/** Reads what XCTest prints under `swift test`, and swiftc's errors (fixtures are written after public logs). */
export function readXctest(): ResultReader {
  const failures = collectFailures();
  const errors = compileErrors();
  const clock = createClock();
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const printed = boundedLines();
  let isInTest = false;
  let issues: { file: string; line: number; message: string }[] = [];
  const finish = (name: string) => {
    const [first] = issues;
    failures.add({
      kind: 'failed',
      name: nameOf(name),
      message: issues.map(({ message }) => message).join('\n') || 'The test failed without a message.',
      ...(first === undefined || first.file.startsWith('<') ? {} : { file: first.file, line: first.line }),
      output: printed.take().join('\n'),
    });
  };
  return {
    get isIdle() {
      return !isInTest;
    },
    line(line) {
      const [, name, state, seconds] = testCase.exec(line) ?? [];
      const [, file, number, , message] = issue.exec(line) ?? [];
      const [, source, at, error] = compiler.exec(line) ?? [];
      if (name !== undefined) {
        isInTest = state === 'started';
        if (state === 'failed') finish(name);
        if (state === 'passed' || state === 'failed' || state === 'skipped') counts[state]++;
        issues = [];
        printed.take();
        clock.add(seconds);
      } else if (file !== undefined && message !== undefined) {
        if (issues.length < 20) issues.push({ file, line: Number(number), message: message.replace(/ -$/, '').trim() });
      } else if (source !== undefined && error !== undefined)
        errors.add({ file: source, line: Number(at), message: error });
      else printed.add(line);
    },
    end() {
      errors.addTo(failures);
      const { passed, failed, skipped } = counts;
      if (passed + failed + skipped + failures.count === 0) return null;
      return {
        format: 'xctest',
        passed,
        failed: failed + failures.countOf('collection'),
        skipped,
        failures: failures.all(),
        ...clock.read(),
      };
    },
  };
}

function nameOf(name: string): TestFailure['name'] {
  const cut = name.includes(' ') ? name.lastIndexOf(' ') : name.lastIndexOf('.');
  return cut === -1 ? name : `${name.slice(0, cut).split('.').at(-1)} > ${name.slice(cut + 1)}`;
}
