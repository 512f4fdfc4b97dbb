import type { TestFailure } from '../../ci/test-report.ts';
import type { Outcome } from '../outcome.ts';
import type { FixRecord } from './fix-record.ts';

/** Iterations in a row that change nothing about what fails. */
const mostInVain = 3;
const mostNamed = 3;

/** How the task has to end because another iteration would be wasted; null while there is hope. */
export function whyStuck(record: FixRecord): Outcome | null {
  return testsDoNotRun(record) ?? sameFailures(record);
}

/** Once, the patch may be the reason that the tests were not reached; twice in a row, more patches are wasted on it. */
function testsDoNotRun({ iterations }: FixRecord): Outcome | null {
  const last = iterations.slice(-2);
  if (last.length < 2 || !last.every(({ report }) => report.outcome === 'not run')) return null;
  const reason = last.at(-1)?.report.reason;
  return {
    kind: 'failed',
    reason: `The tests could not run, twice in a row. ${reason ?? 'See the log of the run.'}`,
    next: 'Make the tests run, then comment `/goat fix` again.',
  };
}

/** The same tests fail with the same messages: the edits do not reach what is wrong. */
function sameFailures({ iterations }: FixRecord): Outcome | null {
  const last = iterations.slice(-mostInVain).map(({ verdict }) => verdict.fresh);
  const [first = []] = last;
  if (last.length < mostInVain || first.length === 0) return null;
  // Failures without a message may well be others each time.
  if (first.some(({ message }) => message.trim() === '')) return null;
  if (!last.every((failures) => keyOf(failures) === keyOf(first))) return null;
  const names = first.slice(0, mostNamed).map(({ name }) => name);
  const more = first.length > names.length ? ` and ${first.length - names.length} more` : '';
  return {
    kind: 'tests still failing',
    reason: `Three iterations in a row changed nothing about what fails: ${names.join(', ')}${more}.`,
    next: 'Go on by hand from the draft, or comment `/goat fix` with a hint.',
  };
}

function keyOf(failures: readonly TestFailure[]): string {
  return JSON.stringify(failures.map(({ name, message }) => `${name}\n${message}`).sort());
}
