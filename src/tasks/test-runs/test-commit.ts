import { judgeRun, needsSecondRun, type Verdict } from '../../ci/judge-run.ts';
import type { TestFailure, TestReport } from '../../ci/test-report.ts';
import type { Commit } from '../../publish/publisher.ts';
import { closeRound } from '../fix/close-round.ts';
import type { Fix } from '../fix/fix.ts';
import type { ValidPatch } from '../fix/generate-valid-patch.ts';
import type { PreparedAgent } from '../fix/prepare-agent.ts';
import { reportProgress } from '../fix/report-progress.ts';
import { nearestTests } from './nearest-tests.ts';
import { flakyKeys, targetsOf } from './proof.ts';

/** What an iteration's tests are seen beside. */
export interface TestGround {
  readonly branch: string;
  readonly baseline: TestReport;
  readonly takesFilter: boolean;
}

/**
 * Runs the tests on an iteration's commit, once more where failures are new, says what they mean beside the baseline, and
 * adds the iteration to the record.
 */
export async function testCommit(
  task: Fix,
  agent: Pick<PreparedAgent, 'testsOf'>,
  { branch, baseline, takesFilter }: TestGround,
  { round, changes }: ValidPatch,
  commit: Commit,
): Promise<Verdict> {
  const { taskId, record, request, testRunner, steps, control } = task;
  const number = record.iterations.length + 1;
  const ofTask = number - (record.response?.earlier ?? 0);
  const files = changes.map(({ path }) => path);
  await reportProgress(task, `iteration ${ofTask} of ${request.limits.iterations}, testing ${commit.sha.slice(0, 7)}`);
  // A run ends with the first tests when they fail. Where the base is red, that would hide how the others did.
  const first =
    takesFilter && baseline.outcome === 'passed'
      ? await steps.run('find the nearest tests', () => nearestTests(files, agent.testsOf))
      : [];
  const run = (name: string) =>
    testRunner.run({ taskId, branch, commit: commit.sha, run: name, first }, steps, control);
  const known = { baseline, targets: targetsOf(record), knownFlaky: flakyKeys(record) };
  const report = await run(String(number));
  let again: TestReport | null = null;
  if (needsSecondRun({ report, ...known })) {
    await reportProgress(task, `testing ${commit.sha.slice(0, 7)} again, to tell what is broken from what is flaky`);
    again = await run(`${number}-again`);
  }
  const verdict = judgeRun({ report, again, ...known });
  record.iterations.push({ number, ...round, commit, files, report, again, verdict: inShort(verdict) });
  closeRound(record);
  return verdict;
}

/** The record keeps the reports; of the verdict it needs what names a test. */
function inShort({ kind, fresh, flaky, old }: Verdict): Verdict {
  const short = (failures: readonly TestFailure[]) =>
    failures.map(({ trace: _trace, message, ...failure }) => ({ ...failure, message: message.slice(0, 200) }));
  return { kind, fresh: short(fresh), flaky: short(flaky), old: short(old) };
}
