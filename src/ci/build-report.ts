import { capReport } from './cap-report.ts';
import { type LogReading, makeRelative, openLog } from './open-log.ts';
import { parseResults } from './parse-results/parse-results.ts';
import type { TestReport } from './test-report.ts';

export interface FinishedRun {
  readonly commit: string;
  /** What the command printed, or what `openLog` read of it. */
  readonly log: string | Uint8Array | LogReading;
  /** JUnit XML documents. */
  readonly junit: readonly string[];
  /** Null where the command was ended from outside, or never began. */
  readonly exitCode: number | null;
  /** The folder that the tests ran in; paths below it are made relative. */
  readonly root: string | null;
  /** Why the tests were not reached or not finished; null where they were. */
  readonly notRun: string | null;
  readonly seconds: number;
  readonly url: string | null;
}

/** Reads what a run left behind into a report of at most 100 KB. */
export function buildReport(run: FinishedRun): TestReport {
  const { printed, tail } = readLog(run);
  const junit = run.junit.map((text) => (run.root === null ? text : makeRelative(text, run.root)));
  // What did not run has only those failures that were read; none stands for the command.
  const exitCode = run.notRun === null ? run.exitCode : 0;
  const results = parseResults({ log: printed, junit, exitCode });
  const passed = exitCode === 0 && results.failed === 0;
  return capReport({
    commit: run.commit,
    outcome: run.notRun === null ? (passed ? 'passed' : 'failed') : 'not run',
    ...(run.notRun === null ? {} : { reason: run.notRun }),
    results,
    logTail: tail,
    seconds: run.seconds,
    url: run.url,
  });
}

function readLog({ log, root }: FinishedRun): LogReading {
  if (typeof log === 'object' && 'printed' in log) return log;
  const reader = openLog(root);
  reader.add(log);
  return reader.end();
}

/** The report of a run that has nothing to read: it was refused, or never began. */
export function reportNotRun(run: Pick<FinishedRun, 'commit' | 'seconds' | 'url'>, reason: string): TestReport {
  return {
    ...run,
    outcome: 'not run',
    reason,
    results: { format: 'exit code', passed: 0, failed: 0, skipped: 0, failures: [] },
    logTail: '',
  };
}
