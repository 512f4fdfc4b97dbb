import { composeTestsFailed } from '../agent/compose-request.ts';
import { sayText } from '../agent/conversation.ts';
import { requireDailyRoom } from './daily-tasks.ts';
import { branchName } from './fix/branch-name.ts';
import { commitPatch } from './fix/commit-patch.ts';
import { concludeFix } from './fix/conclude-fix.ts';
import { applyConfiguration, requireLabel } from './fix/configure-fix.ts';
import type { Fix, FixParts, FixStart } from './fix/fix.ts';
import { type FixRecord, newFixRecord } from './fix/fix-record.ts';
import { generateValidPatch } from './fix/generate-valid-patch.ts';
import { onceAgainstTampering } from './fix/look-for-tampering.ts';
import { prepareAgent } from './fix/prepare-agent.ts';
import { handOver, proposeFix } from './fix/propose-pull-request.ts';
import { reportProgress } from './fix/report-progress.ts';
import { reproduceIssue } from './fix/reproduce-issue.ts';
import { whyStuck } from './fix/why-stuck.ts';
import { EndTask, type Outcome } from './outcome.ts';
import { agreeOnPlan } from './plan/agree-on-plan.ts';
import { clarifyIntent } from './plan/clarify-intent.ts';
import { onceBeyondPlan } from './plan/once-beyond-plan.ts';
import { requireWork } from './plan/require-work.ts';
import { requireWriter } from './require-writer.ts';
import type { TaskWork } from './run-task.ts';
import type { FixRequest } from './task.ts';
import { describeFailures } from './test-runs/describe-failures.ts';
import { lookAtWorkflows } from './test-runs/look-at-workflows.ts';
import { requireTests } from './test-runs/require-tests.ts';
import { runBaseline } from './test-runs/run-baseline.ts';
import { testCommit } from './test-runs/test-commit.ts';

/**
 * The `fix` task: an issue becomes a tested pull request.
 * @param saved what the task has done so far, where only its end is to be told.
 */
export function fixIssue(taskId: string, request: FixRequest, parts: FixParts, saved: FixRecord | null): TaskWork {
  const record = saved ?? newFixRecord(taskId, request);
  return {
    run: (steps, control) => fix({ taskId, request, record, ...parts, steps, control }),
    conclude: (outcome, steps) => concludeFix(parts, record, outcome, steps),
  };
}

async function fix(start: FixStart): Promise<Outcome> {
  await requireLabel(start);
  await requireWriter(start.steps, start.publisher, start.request.sender);
  const configured = await applyConfiguration(start);
  const { taskId, record, publisher, steps } = configured;
  await steps.run('acknowledge', () => publisher.acknowledge());
  await requireUnfixed(configured);
  await requireDailyRoom(steps, configured.countTask, configured.dailyLimits);
  const { task, intent } = await clarifyIntent(configured);
  const { issue, limits } = task.request;
  const { takesFilter } = await requireTests(task);

  const base = await steps.run('read the base branch', () => publisher.resolveBase());
  record.base = base;
  await reportProgress(task, 'reading the repository');
  const agent = await prepareAgent(task, base.sha);
  requireWork(intent, agent.places, task.request);
  await lookAtWorkflows(task, agent.workspace);
  const made = await steps.run('create the branch', () =>
    publisher.createBranch(branchName(issue.number, issue.title), base.sha),
  );
  record.branch = made;
  const baseline = await runBaseline(task, base, made);
  const branch = await agreeOnPlan(task, agent, base, made);
  const againstTampering = onceAgainstTampering(task, agent.workspace);
  const againstExcess = onceBeyondPlan(task, agent.workspace);
  const check = async () => [...(await againstExcess()), ...(await againstTampering())];
  const reproduced = await reproduceIssue(task, agent, { baseline, branch, intent });
  if (reproduced !== null) return handOver(task, base, branch, reproduced);

  for (let number = 1; number <= limits.iterations; number += 1) {
    await reportProgress(task, `iteration ${number} of ${limits.iterations}, editing`);
    const patch = await generateValidPatch(task, agent, { mayBeEmpty: false, check });
    if (patch.kind === 'ended') return handOver(task, base, branch, patch.outcome);
    const commit = await commitPatch(task, agent.workspace, branch, patch);
    const verdict = await testCommit(task, agent, { branch, baseline, takesFilter }, patch, commit);
    if (verdict.kind === 'green' || verdict.kind === 'nothing new') return proposeFix(task, base, branch, agent);
    const stuck = whyStuck(record);
    if (stuck !== null) return handOver(task, base, branch, stuck);
    sayText(agent.conversation, composeTestsFailed(taskId, await describeFailures(agent.workspace, record, verdict)));
  }
  return handOver(task, base, branch, {
    kind: 'tests still failing',
    reason: `The tests still fail after ${limits.iterations === 1 ? 'one iteration' : `${limits.iterations} iterations`}.`,
    next: 'Go on by hand from the draft, or comment `/goat fix` with a hint.',
  });
}

/** Who asks twice gets one pull request: the second fix of an issue waits for the first, and then finds it. */
async function requireUnfixed({ fixedMeanwhile, steps }: Fix): Promise<void> {
  const earlier = await steps.run('look for a fix that came first', () => fixedMeanwhile());
  if (earlier === null) return;
  const reason = `Task ${earlier} fixed this issue while this one waited for its turn.`;
  throw new EndTask({
    kind: 'declined',
    reason,
    next: 'Review its pull request; comment `/goat fix` for another try.',
  });
}
