import { offThread } from '../threads/off-thread.ts';
import { isThreadEnded } from '../threads/thread-ended.ts';
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

/** Far from what any real run needs: 10 MB of log, the most that is kept, are read in about half a second. */
const usualLimitMs = 60_000;

const buildInThread = offThread(import.meta.url, buildReport);

/**
 * `buildReport` in a thread, because a repository's tests print what they like. What cannot be read within the limits of
 * a thread makes a report of a run that does not count.
 */
export async function readReport(run: FinishedRun, signal: AbortSignal, limitMs = usualLimitMs): Promise<TestReport> {
  try {
    return await buildInThread([run], { signal, limitMs });
  } catch (error) {
    if (!isThreadEnded(error)) throw error;
    const { commit, seconds, url } = run;
    return reportNotRun({ commit, seconds, url }, unreadable);
  }
}

const unreadable =
  'What the tests left behind took too much time or memory to read: let them print less, and write smaller JUnit files.';

/** The work of `readReport`: reads what a run left behind into a report of at most 100 KB. */
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
