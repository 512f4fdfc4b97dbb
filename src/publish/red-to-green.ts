import type { TestFailure } from '../ci/test-report.ts';
import type { FixRecord } from '../tasks/fix/fix-record.ts';

/** A test that failed before the fix and passes with it. */
export interface RedToGreen {
  readonly tests: readonly TestFailure[];
  /** The commit it failed on: that of the new test alone, or the base. */
  readonly red: { readonly sha: string; readonly run: string | null };
  readonly green: { readonly sha: string; readonly run: string | null };
}

/**
 * What shows that the fix cures the issue, or the sentence that says why nothing does. A test that was changed after it
 * was seen to fail shows nothing.
 */
export function redToGreen(record: FixRecord): RedToGreen | string {
  const { base, baseline, reproduction } = record;
  const last = record.iterations.at(-1);
  if (!base || !reproduction || !last) return 'Nothing was tested.';
  if (reproduction.kind === 'none') return reproduction.reason;
  const isTarget = ({ name, file }: TestFailure) =>
    reproduction.failures.some((target) => target.name === name && target.file === file);
  if (last.verdict.fresh.some(isTarget)) return 'The test that shows the issue still fails.';
  if (last.verdict.kind === 'not run') return 'The tests were not reached on the last commit.';
  const touched = reproduction.files.filter((file) => record.iterations.some(({ files }) => files.includes(file)));
  if (touched.length > 0) return `The test was changed after it was seen to fail (${touched.join(', ')}).`;
  const green = [last.report, last.again].find((run) => run?.outcome === 'passed') ?? last.report;
  const red = reproduction.commit
    ? { sha: reproduction.commit.sha, run: reproduction.report?.url ?? null }
    : { sha: base.sha, run: baseline?.report.url ?? null };
  return { tests: reproduction.failures, red, green: { sha: last.commit.sha, run: green.url } };
}
