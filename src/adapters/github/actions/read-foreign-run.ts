import { buildReport } from '../../../ci/build-report.ts';
import type { TestReport } from '../../../ci/test-report.ts';
import { findRoot } from './find-root.ts';
import { interpretRun } from './interpret-run.ts';
import { readJobs } from './read-jobs.ts';
import { readRun } from './read-run.ts';
import type { RunReader } from './test-workflow.ts';

/** What the log of a run says that no task started: any workflow of the repository's own. */
export async function readForeignRun(
  workflow: RunReader,
  runId: number,
  commit: string,
  signal: AbortSignal,
): Promise<TestReport> {
  const run = await readRun(workflow, runId, signal);
  const jobs = await readJobs(workflow, runId, signal);
  const { log } = interpretRun(run, jobs);
  // Which of its steps run tests is not known: whatever failed is told, by its failures or by the end of its log.
  const root = findRoot(jobs.log, workflow.repo);
  return buildReport({ commit, log, junit: [], exitCode: 1, root, notRun: null, seconds: run.seconds, url: run.url });
}
