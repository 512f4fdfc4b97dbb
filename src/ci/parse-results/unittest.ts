import type { TestFailure } from '../test-report.ts';
import { createClock } from './clock.ts';
import { collectBlocks } from './collect-blocks.ts';
import { collectFailures } from './collect-failures.ts';
import { isSameFile, placeOf, readTrace, shortTrace } from './read-trace.ts';
import type { ResultReader } from './result-reader.ts';

const header = /^(FAIL|ERROR): (\S+) \(([\w.<>]{1,400})\)(.*)$/;
const ran = /^Ran (\d{1,9}) tests? in (\d[\d.]{0,20}s)$/;
const verdict = /^(?:OK|FAILED)(?: \((.{1,200})\))?$/;
const rule = /^[-=]{70}$/;
const output = /^(?:Stdout|Stderr):$/;
/** Their errors are no tests: the tests that needed them are not run. */
const fixture = /^(?:setUpClass|tearDownClass|setUpModule|tearDownModule)$/;

export const unittestSign = /^(?:(?:FAIL|ERROR): \S{1,400} \(|Ran \d{1,9} tests? in \d|(?:OK|FAILED)(?: \(|$))/;

/** Reads what unittest prints, Django's runner too (fixtures: Python 3.11). */
export function readUnittest(): ResultReader {
  const failures = collectFailures();
  const clock = createClock();
  const failedTests = new Set<string>();
  let total = 0;
  let skipped = 0;
  let hasRun = false;
  let rules = 0;
  const blocks = collectBlocks<RegExpExecArray>((match, body) => {
    const [, kind = '', test = '', owner = '', suffix = ''] = match;
    if (!fixture.test(test)) failedTests.add(`${owner}\0${test}`);
    failures.add(readFailure(kind, test, owner, suffix.trim(), body));
  });
  return {
    get isIdle() {
      return !blocks.isOpen;
    },
    line(line) {
      const found = header.exec(line);
      const [, count, seconds] = ran.exec(line) ?? [];
      if (found) {
        blocks.open(found);
        rules = 0;
      } else if (rule.test(line)) {
        // The first rule is below the heading, the second one ends the block.
        if (++rules > 1) blocks.close();
      } else if (count !== undefined) {
        blocks.close();
        hasRun = true;
        total += Number(count);
        clock.add(seconds);
      } else if (hasRun && !blocks.isOpen && verdict.test(line)) {
        skipped += Number(/skipped=(\d{1,9})/.exec(line)?.[1] ?? 0);
      } else blocks.add(line);
    },
    end() {
      blocks.close();
      if (!hasRun && failures.count === 0) return null;
      return {
        format: 'unittest',
        passed: Math.max(total - failedTests.size - skipped, 0),
        failed: failures.count,
        skipped,
        failures: failures.all(),
        ...clock.read(),
      };
    },
  };
}

function readFailure(kind: string, test: string, owner: string, suffix: string, body: readonly string[]): TestFailure {
  const end = body.findIndex((line) => output.test(line));
  const start = body.findIndex((line) => line.startsWith('Traceback '));
  const printed =
    end === -1
      ? {}
      : {
          output: body
            .slice(end + 1)
            .join('\n')
            .trim(),
        };
  const { frames, message } = readPythonTrace(body.slice(Math.max(start, 0), end === -1 ? body.length : end));
  if (owner.includes('_FailedTest')) {
    const file = frames.findLast((frame) => isSameFile(frame.file, moduleFile(test)))?.file ?? moduleFile(test);
    return { kind: 'collection', name: file, message, ...placeOf(frames, file), ...shortTrace(frames) };
  }
  // From Python 3.11 on the name of the method is part of the owner.
  const names = (owner.endsWith(`.${test}`) ? owner.slice(0, -test.length - 1) : owner).split('.');
  const isFixture = fixture.test(test);
  const name = [...(test === 'setUpModule' ? [] : [names.at(-1)]), suffix === '' ? test : `${test} ${suffix}`].join(
    ' > ',
  );
  const file = frames.find((frame) =>
    names.some((_, index) => isSameFile(frame.file, moduleFile(names.slice(0, index + 1).join('.')))),
  )?.file;
  return {
    kind: kind === 'ERROR' && isFixture ? 'error' : 'failed',
    name,
    message,
    ...placeOf(frames, file),
    ...shortTrace(frames),
    ...printed,
  };
}

const moduleFile = (module: string) => `${module.replaceAll('.', '/')}.py`;

/** Python puts the message behind the frames, and code below each frame. */
function readPythonTrace(lines: readonly string[]) {
  const { frames } = readTrace(lines.join('\n'));
  const last = lines.findLastIndex((line) => /^ {2}File "/.test(line));
  const start = lines.findIndex((line, index) => index > last && /^\S/.test(line));
  return { frames, message: lines.slice(Math.max(start, 0)).join('\n').trim() };
}
