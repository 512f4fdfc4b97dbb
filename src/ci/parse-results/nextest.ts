import { createClock } from './clock.ts';
import { collectBlocks } from './collect-blocks.ts';
import { collectFailures } from './collect-failures.ts';
import { dedent } from './read-trace.ts';
import type { ResultReader } from './result-reader.ts';
import { rustFailure } from './rust-failure.ts';
import { wordCounts } from './word-counts.ts';

const status =
  /^ *(?:TRY \d{1,3} )?(FAIL|FAIL \+ LEAK|LEAK-FAIL|TIMEOUT|ABORT|SIG[A-Z]{2,8}|XFAIL) \[ *>?\d[\d.]{0,20}s\] (?:\( *\d{1,9}\/\d{1,9}\) )?(\S+) (\S.*)$/;
const passing = /^ *(?:PASS|SLOW|LEAK|SKIP|START|RETRY) /;
/** `--- STDOUT:   shop tests::a ---` before 0.9.97, since then `  stdout ───` with the output indented. */
const oldOutput = /^(?:---|――――) (STDOUT|STDERR):? +(\S+) (\S.*?) (?:---|――――)$/;
const newOutput = /^ {2}(stdout|stderr) ─{3}/;
const summary = /^ +Summary \[ *(\d[\d.]{0,20}s)\] (?:\d{1,9}\/)?\d{1,9} tests? run: (.+)$/;

export const nextestSign =
  /^(?: +(?:Starting \d{1,9} tests? across|Nextest run ID |Summary \[)| *(?:TRY \d{1,3} )?(?:FAIL|PASS|XFAIL|LEAK|FAIL \+ LEAK|LEAK-FAIL|TIMEOUT|ABORT|SIG[A-Z]{2,8}) \[ *>?\d[\d.]{0,20}s\] |(?:---|――――) STD(?:OUT|ERR)| {2}std(?:out|err) ─)/;

/** Reads what cargo nextest prints (fixtures are written after its documentation, not recorded). */
export function readNextest(): ResultReader {
  const clock = createClock();
  const counts = wordCounts();
  /** What each failing test printed; the status comes before the output, and once more at the end. */
  const tests = new Map<string, { name: string; why: string; lines: string[] }>();
  let last: string | null = null;
  let hasSummary = false;
  const blocks = collectBlocks<string>((key, body) => {
    tests.get(key)?.lines.push(...dedent(body.join('\n')).split('\n'));
  });
  const failed = (key: string, name: string, why: string) => {
    if (!tests.has(key)) tests.set(key, { name, why, lines: [] });
    last = key;
  };
  return {
    get isIdle() {
      return !blocks.isOpen;
    },
    line(line) {
      const [, why, owner, name] = status.exec(line) ?? [];
      const [, , binary, test] = oldOutput.exec(line) ?? [];
      const [, seconds, words] = summary.exec(line) ?? [];
      if (why !== undefined && name !== undefined) {
        blocks.close();
        failed(`${owner} ${name}`, name, why);
      } else if (test !== undefined) {
        blocks.close();
        if (tests.has(`${binary} ${test}`)) blocks.open(`${binary} ${test}`);
      } else if (last !== null && newOutput.test(line)) blocks.open(last);
      else if (words !== undefined) {
        blocks.close();
        hasSummary = true;
        clock.add(seconds);
        counts.add(words.replace(/\([^)]{0,100}\)/g, ''));
        last = null;
      } else if (passing.test(line)) blocks.close();
      else if (blocks.isOpen) blocks.add(line);
    },
    end() {
      blocks.close();
      const failures = collectFailures();
      for (const { name, why, lines } of tests.values()) {
        const failure = rustFailure(name, lines);
        failures.add(lines.length > 0 ? failure : { ...failure, message: `The test ended with ${why}.` });
      }
      if (!hasSummary && failures.count === 0) return null;
      return {
        format: 'nextest',
        passed: counts.get('passed'),
        failed: hasSummary ? counts.get('failed') + counts.get('timed') : failures.count,
        skipped: counts.get('skipped'),
        failures: failures.all(),
        ...clock.read(),
      };
    },
  };
}
