import { createClock } from './clock.ts';
import { collectBlocks } from './collect-blocks.ts';
import { collectFailures } from './collect-failures.ts';
import type { ResultReader } from './result-reader.ts';
import { rustFailure } from './rust-failure.ts';
import { createRustcErrors } from './rustc-errors.ts';

const target = /^ +(?:Running (?:unittests )?(\S+) \(|Doc-tests (\S+))/;
const result =
  /^test result: (?:ok|FAILED)\. (\d{1,9}) passed; (\d{1,9}) failed; (\d{1,9}) ignored;(?:.{0,80}finished in (\d[\d.]{0,20}s))?/;
const header = /^---- (\S.*) stdout ----$/;
const crash = /^ {2}process didn't exit successfully: .{0,2000}\((signal: .{1,100})\)$/;

export const cargoSign =
  /^(?: {3,5}Running (?:unittests )?\S+ \(| {3}Doc-tests \S|running \d{1,9} tests?$|test result: |---- \S.{0,3000} stdout ----$|error(?:\[E\d{4}\])?: | {2}process didn't exit)/;

/** Reads what `cargo test` prints: libtest's output of each target, and rustc's errors (fixtures: 1.95). */
export function readCargoTest(): ResultReader {
  const failures = collectFailures();
  const rustc = createRustcErrors();
  const clock = createClock();
  let file: string | undefined;
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  let hasResult = false;
  const blocks = collectBlocks<{ name: string; file: string | undefined }>((heading, body) =>
    failures.add(rustFailure(heading.name, body, heading.file)),
  );
  return {
    get isIdle() {
      return !blocks.isOpen && !rustc.isWaiting;
    },
    line(line) {
      const title = header.exec(line)?.[1];
      const [, unit, crate] = target.exec(line) ?? [];
      const [, ok, bad, ignored, seconds] = result.exec(line) ?? [];
      const signal = crash.exec(line)?.[1];
      if (title !== undefined) blocks.open({ name: title, file });
      else if (ok !== undefined) {
        blocks.close();
        hasResult = true;
        passed += Number(ok);
        failed += Number(bad);
        skipped += Number(ignored);
        clock.add(seconds);
      } else if (unit !== undefined || crate !== undefined) {
        blocks.close();
        file = unit;
      } else if (signal !== undefined) {
        failures.add({
          kind: 'error',
          name: file ?? 'a test program',
          ...(file === undefined ? {} : { file }),
          message: `The test program was ended by ${signal}.`,
        });
        failed++;
      } else if (line === 'failures:') blocks.close();
      else if (blocks.isOpen) blocks.add(line);
      else rustc.line(line);
    },
    end() {
      blocks.close();
      const tests = failures.count;
      rustc.addTo(failures);
      if (!hasResult && failures.count === 0) return null;
      const broken = failures.countOf('collection');
      return {
        format: 'cargo test',
        passed,
        failed: (hasResult ? failed : tests) + broken,
        skipped,
        failures: failures.all(),
        ...clock.read(),
      };
    },
  };
}
