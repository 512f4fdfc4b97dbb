import type { TestReport } from '../ci/test-report.ts';
import type { Base } from '../publish/publisher.ts';
import type { Fix } from './fix.ts';
import { EndTask } from './outcome.ts';
import { reportProgress } from './report-progress.ts';
import { repositoryKey } from './task.ts';

/**
 * Runs the tests on the base commit, or takes the report that an earlier task left for it: only what fails beyond that
 * is the fix's own doing. Ends the task, before a token is spent, where the tests cannot run at all.
 */
export async function runBaseline(task: Fix, base: Base, branch: string): Promise<TestReport> {
  const { taskId, request, record, testRunner, baselines, steps, control } = task;
  const key = testRunner.key;
  const place = { repository: repositoryKey(request.repository), commit: base.sha };
  const kept =
    key === null ? null : await steps.run('look for a kept baseline', () => baselines.find({ ...place, runner: key }));
  if (kept !== null) {
    record.baseline = { report: kept, kept: true };
    return kept;
  }
  await reportProgress(task, `running the tests on ${base.sha.slice(0, 7)}, before any edit`);
  const report = await testRunner.run({ taskId, branch, commit: base.sha, run: 'baseline', first: [] }, steps, control);
  record.baseline = { report, kept: false };
  if (report.outcome === 'not run') throw new EndTask(cannotRun(report, base));
  if (key !== null) await steps.run('keep the baseline', () => baselines.keep({ ...place, runner: key }, report));
  return report;
}

function cannotRun({ reason, url }: TestReport, base: Base) {
  const where = url === null ? '' : ` ([run](${url}))`;
  return {
    kind: 'declined',
    reason:
      `The tests cannot run on ${base.sha.slice(0, 7)}, so no fix could be shown to work${where}. ${reason ?? ''}`.trim(),
    next: 'Make the tests run on this commit, then comment `/goat fix` again.',
  } as const;
}
