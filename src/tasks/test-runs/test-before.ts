import type { Fix } from '../fix/fix.ts';
import type { Baseline } from '../fix/fix-record.ts';
import { reportProgress } from '../fix/report-progress.ts';
import { repositoryKey } from '../task.ts';

/** The tests on a commit before any edit: the report that an earlier task left, or a run on a branch that is there. */
export async function testBefore(task: Fix, commit: string, branch: string, run: string): Promise<Baseline> {
  const kept = await keptReport(task, commit);
  return kept ?? (await runTests(task, commit, branch, run));
}

/** The same where no branch is at the commit: one is made for as long as the tests run. */
export async function testAside(task: Fix, commit: string, run: string): Promise<Baseline> {
  const { publisher, steps } = task;
  const kept = await keptReport(task, commit);
  if (kept !== null) return kept;
  const branch = await steps.run('create a branch for the tests', () =>
    publisher.createBranch(`goat/tests-at-${commit.slice(0, 12)}`, commit),
  );
  const baseline = await runTests(task, commit, branch, run);
  await steps.run('remove the branch of the tests', () => publisher.removeBranch(branch, commit));
  return baseline;
}

async function keptReport({ request, testRunner, baselines, steps }: Fix, commit: string): Promise<Baseline | null> {
  const { key } = testRunner;
  if (key === null) return null;
  const place = { repository: repositoryKey(request.repository), commit, runner: key };
  const report = await steps.run('look for a kept baseline', () => baselines.find(place));
  return report && { report, kept: true };
}

async function runTests(task: Fix, commit: string, branch: string, run: string): Promise<Baseline> {
  const { taskId, request, testRunner, baselines, steps, control } = task;
  await reportProgress(task, `running the tests on ${commit.slice(0, 7)}, before any edit`);
  const report = await testRunner.run({ taskId, branch, commit, run, first: [] }, steps, control);
  const { key } = testRunner;
  if (key !== null && report.outcome !== 'not run') {
    const place = { repository: repositoryKey(request.repository), commit, runner: key };
    await steps.run('keep the baseline', () => baselines.keep(place, report));
  }
  return { report, kept: false };
}
