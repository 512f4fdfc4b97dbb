import type { TestFailure } from '../test-report.ts';
import { placeOfAssertion } from './assertion-place.ts';
import { createClock } from './clock.ts';
import { collectBlocks } from './collect-blocks.ts';
import { collectFailures } from './collect-failures.ts';
import type { ResultReader } from './result-reader.ts';

/** `1/6 Test #1: price.discount ....Subprocess aborted***Exception:   0.00 sec`. */
const result = /^ *\d{1,9}\/\d{1,9} Test +#\d{1,9}: (\S+) \.*(.{1,200}?) +(\d[\d.]{0,20} sec)$/;
const ending = /^(?: *Start +\d{1,9}: |\d{1,3}% tests passed, )/;
const totals = /^\d{1,3}% tests passed, (\d{1,9}) tests? failed out of (\d{1,9})$/;
const total = /^Total Test time \(real\) = +(\d[\d.]{0,20} sec)$/;
/** `	  1 - price.discount (Failed)`, the list at the end. */
const listed = /^\t? *\d{1,9} - (\S+) \((.{1,100})\)(?: .*)?$/;

export const ctestSign =
  /^(?:Test project \S| *\d{1,9}\/\d{1,9} Test +#\d|\d{1,3}% tests passed, |Total Test time|The following tests FAILED:)/;

/** Reads what ctest prints, with and without --output-on-failure (fixtures: 3.25). */
export function readCtest(): ResultReader {
  const failures = collectFailures();
  const clock = createClock();
  const named = new Set<string>();
  let skipped = 0;
  let passed = 0;
  let failed: number | null = null;
  let inList = false;
  const blocks = collectBlocks<{ name: string; status: string }>(({ name, status }, body) => {
    named.add(name);
    failures.add(readFailure(name, status, body));
  });
  return {
    get isIdle() {
      return !blocks.isOpen && !inList;
    },
    line(line) {
      const [, name, state] = result.exec(line) ?? [];
      const [, bad, all] = totals.exec(line) ?? [];
      const [, listedName, listedState] = inList ? (listed.exec(line) ?? []) : [];
      if (name !== undefined && state !== undefined) {
        blocks.close();
        const status = state.replace(/\*{3}(?:Exception: ?)?/, ' ').trim();
        if (/Passed$/.test(state)) passed++;
        else if (/Disabled|Skipped/.test(state)) skipped++;
        else blocks.open({ name, status });
      } else if (bad !== undefined && all !== undefined) {
        blocks.close();
        failed = (failed ?? 0) + Number(bad);
        passed = Math.max(passed, Number(all) - Number(bad));
      } else if (line === 'The following tests FAILED:') inList = true;
      else if (listedName !== undefined && listedState !== undefined) {
        if (!named.has(listedName)) failures.add(readFailure(listedName, listedState, []));
      } else if (ending.test(line)) blocks.close();
      else {
        inList = false;
        clock.add(total.exec(line)?.[1]?.replace(' sec', 's'));
        if (line !== '') blocks.add(line);
      }
    },
    end() {
      blocks.close();
      if (failed === null && passed + skipped + failures.count === 0) return null;
      return {
        format: 'ctest',
        passed,
        failed: failed ?? failures.count,
        skipped,
        failures: failures.all(),
        ...clock.read(),
      };
    },
  };
}

const mostLines = 40;

function readFailure(name: string, status: string, body: readonly string[]): TestFailure {
  const { index, ...place } = { index: 0, ...placeOfAssertion(body) };
  const shown = body.slice(Math.max(index - 1, 0)).slice(0, mostLines);
  return {
    kind: 'failed',
    name,
    message: [`ctest: ${status}`, ...shown].join('\n').trim(),
    ...place,
    output: body.join('\n'),
  };
}
