import type { TestReport } from '../../ci/test-report.ts';
import type { Base } from '../../publish/publisher.ts';
import type { Fix } from '../fix/fix.ts';
import { EndTask } from '../outcome.ts';
import { testBefore } from './test-before.ts';

/**
 * Runs the tests on the base commit, or takes the report that an earlier task left for it: only what fails beyond that
 * is the fix's own doing. Ends the task, before a token is spent, where the tests cannot run at all.
 */
export async function runBaseline(task: Fix, base: Base, branch: string): Promise<TestReport> {
  const baseline = await testBefore(task, base.sha, branch, 'baseline');
  task.record.baseline = baseline;
  if (baseline.report.outcome === 'not run') throw new EndTask(cannotRun(baseline.report, base));
  return baseline.report;
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
