import type { TestResults } from '../test-report.ts';
import { boundedLines } from './bounded-lines.ts';
import { createClock } from './clock.ts';
import { collectFailures } from './collect-failures.ts';
import { goBuildFailure, goCompileError, goFailure } from './go-failure.ts';
import { leavesOf } from './go-test.ts';
import type { ResultReader } from './result-reader.ts';

const block = /^=== (FAIL|SKIP): (\S{1,400}) (\S.{0,1000}) \((\d[\d.]{0,20})s\)$/;
const errors = /^=== Errors$/;
const done =
  /^DONE(?: \d+ runs,)? (\d{1,9}) tests?(?:, (\d{1,9}) skipped)?(?:, (\d{1,9}) failures?)?(?:, \d{1,9} errors?)? in (\d[\d.]{0,20}s)$/;
const noise = /^ *(?:=== \w|--- (?:FAIL|SKIP|PASS): )/;
const mostFailures = 2_000;
/** What stands for the module, which gotestsum leaves out of the names of packages. */
const module = 'module';

export const gotestsumSign = /^(?:=== (?:FAIL|SKIP): \S|=== Errors$|DONE (?:\d+ runs, )?\d+ tests?\b)/;

interface Failed {
  readonly package: string;
  readonly test: string;
  readonly lines: readonly string[];
}

/** Reads the summary of gotestsum, which all its formats end with (fixture: 1.8). */
export function readGotestsum(): ResultReader {
  const failed: Failed[] = [];
  const broken = new Map<string, string[]>();
  const clock = createClock();
  const printed = boundedLines();
  let totals: { tests: number; skipped: number; failures: number } | null = null;
  let open: Omit<Failed, 'lines'> | null = null;
  let inErrors = false;

  const close = () => {
    const lines = printed.take();
    if (open !== null && failed.length < mostFailures) failed.push({ ...open, lines });
    open = null;
    inErrors = false;
  };

  return {
    get isIdle() {
      return open === null && !inErrors;
    },
    line(line) {
      const [, state, owner = '', test = ''] = block.exec(line) ?? [];
      const [, tests, skipped = '0', failures = '0', seconds] = done.exec(line) ?? [];
      if (state !== undefined) {
        close();
        if (state === 'FAIL') open = { package: owner, test };
      } else if (tests !== undefined) {
        close();
        totals = { tests: Number(tests), skipped: Number(skipped), failures: Number(failures) };
        clock.add(seconds);
      } else if (errors.test(line)) {
        close();
        inErrors = true;
      } else if (inErrors) {
        const file = goCompileError.exec(line)?.[1];
        if (file !== undefined && broken.size < mostFailures) broken.set(file, [...(broken.get(file) ?? []), line]);
      } else if (!noise.test(line)) printed.add(line);
    },
    end(): TestResults | null {
      if (totals === null) return null;
      const all = collectFailures();
      for (const [file, lines] of broken) all.add(goBuildFailure(folderOf(file), lines, 'did not compile'));
      const leaves = new Set(leavesOf(new Set(failed.map(nameOf))));
      for (const each of failed) {
        if (!leaves.has(nameOf(each))) continue;
        const owner = each.package === '.' ? module : `${module}/${each.package}`;
        all.add(goFailure({ ...each, package: owner }, module));
      }
      const { tests, skipped, failures } = totals;
      const passed = Math.max(0, tests - skipped - failures);
      return { format: 'gotestsum', passed, failed: all.count, skipped, failures: all.all(), ...clock.read() };
    },
  };
}

const nameOf = ({ package: owner, test }: Failed) => `${owner} ${test}`;
const folderOf = (file: string) => file.slice(0, Math.max(0, file.lastIndexOf('/'))) || file;
