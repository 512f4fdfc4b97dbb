import { compareReports } from './compare-reports.ts';
import { failureKey } from './failure-key.ts';
import { commandFailureName } from './parse-results/parse-results.ts';
import type { TestFailure, TestReport } from './test-report.ts';

export interface RunToJudge {
  readonly report: TestReport;
  /** A second run on the same commit; null where there was none. */
  readonly again: TestReport | null;
  /** What fails on the base commit. */
  readonly baseline: TestReport;
  /** Keys of failures that the fix has to cure, whether or not the base has them. */
  readonly targets: ReadonlySet<string>;
  /** Keys of tests that have both failed and passed on one commit of this task. */
  readonly knownFlaky: ReadonlySet<string>;
}

/** What the runs on one commit say about it. */
export interface Verdict {
  /**
   * `green`: a run on the commit succeeded as a whole. `nothing new`: none did, but only tests fail that also fail on the
   * base commit, or that are flaky. `red`: something else fails. `not run`: the tests were not reached.
   */
  readonly kind: 'green' | 'nothing new' | 'red' | 'not run';
  /** What the fix has to cure: new failures, and targets that still fail. */
  readonly fresh: readonly TestFailure[];
  /** Failed and passed on one commit: they neither block nor count as fixed. */
  readonly flaky: readonly TestFailure[];
  /** Failed on the base commit, too. */
  readonly old: readonly TestFailure[];
}

/** Sorts the failures of a commit's runs. Pure, so that a recovered task comes to the same verdict. */
export function judgeRun({ report, again, baseline, targets, knownFlaky }: RunToJudge): Verdict {
  const second = again === null || again.outcome === 'not run' ? null : again;
  const before = keysOfOld(baseline, report, second);
  const [failedFirst, failedAgain] = [keysOf(report), second === null ? null : keysOf(second)];
  const fresh: TestFailure[] = [];
  const flaky: TestFailure[] = [];
  const old: TestFailure[] = [];
  for (const failure of distinct([...report.results.failures, ...(second?.results.failures ?? [])])) {
    const key = failureKey(failure);
    const always = failedFirst.has(key) && (failedAgain === null || failedAgain.has(key));
    if (targets.has(key) && always) fresh.push(failure);
    // That a command failed says nothing about which test did.
    else if (before.has(key) && failure.name !== commandFailureName) old.push(failure);
    else if (!always || knownFlaky.has(key)) flaky.push(failure);
    else fresh.push(failure);
  }
  const passed = [report, second].some((run) => run?.outcome === 'passed');
  if (report.outcome === 'not run') return { kind: 'not run', fresh, flaky, old };
  return { kind: fresh.length > 0 ? 'red' : passed ? 'green' : 'nothing new', fresh, flaky, old };
}

/**
 * Whether a second run could change what happens next: there are failures that the base commit has not, and none of what
 * fails is already known to be true because it is what the fix has to cure.
 */
export function needsSecondRun({ report, baseline, targets, knownFlaky }: Omit<RunToJudge, 'again'>): boolean {
  const { kind, fresh } = judgeRun({ report, again: null, baseline, targets, knownFlaky });
  const before = keysOf(baseline);
  return kind === 'red' && fresh.map(failureKey).every((key) => !targets.has(key) && !before.has(key));
}

/** What failed on the base commit, too, also under another name or in another file. */
function keysOfOld(baseline: TestReport, ...runs: readonly (TestReport | null)[]): Set<string> {
  return new Set(runs.flatMap((run) => (run === null ? [] : compareReports(baseline, run).old.map(failureKey))));
}

function keysOf({ results }: TestReport): Set<string> {
  return new Set(results.failures.map(failureKey));
}

function distinct(failures: readonly TestFailure[]): TestFailure[] {
  return [...new Map(failures.map((failure) => [failureKey(failure), failure])).values()];
}
