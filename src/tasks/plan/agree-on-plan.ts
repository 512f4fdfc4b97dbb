import type { Base } from '../../publish/publisher.ts';
import { openWorkspace } from '../../workspace/open-workspace.ts';
import type { Fix } from '../fix/fix.ts';
import type { PlanRecord } from '../fix/fix-record.ts';
import type { PreparedAgent } from '../fix/prepare-agent.ts';
import { EndTask, type Outcome } from '../outcome.ts';
import { approvalOf } from './look-for-approval.ts';
import { planChange } from './plan-change.ts';
import { requireWork } from './require-work.ts';

/**
 * Lets the agent plan, and lets it begin where the plan's risk is not high or a person has allowed exactly this plan. Ends
 * the task otherwise, and where only a plan was asked for.
 * @returns the branch: a task that waited has left none behind, so that it is made again.
 */
export async function agreeOnPlan(task: Fix, agent: PreparedAgent, base: Base, branch: string): Promise<string> {
  const { record, request, steps, publisher } = task;
  const { plan, hasWaited } = await planChange(task, agent, base);
  requireWork(
    plan.plan.kind,
    plan.plan.files.map(({ path }) => path),
    request,
  );
  const isOpen = request.planOnly !== true && plan.risk.level !== 'high';
  const allowedBy = isOpen ? null : await whoAllowed(task, plan);
  if (!isOpen) {
    if (allowedBy === null) throw new EndTask(request.planOnly === true ? planned(plan) : needsApproval(plan));
    record.plan = { ...plan, allowedBy };
    await requireSameFiles(task, agent, base, plan);
  }
  agent.planning.isAccepted = true;
  if (isOpen && !hasWaited) return branch;
  record.branch = await steps.run('create the branch again', () => publisher.createBranch(branch, base.sha));
  return record.branch;
}

async function whoAllowed(task: Fix, { hash }: PlanRecord): Promise<string | null> {
  const { request } = task;
  if (request.allowsRisk === true && request.planOnly !== true) return request.sender;
  return approvalOf(task, { subject: 'plan', hash });
}

/** While a plan waited, others may have changed what it is about; then it is another plan that was allowed. */
async function requireSameFiles(
  task: Fix,
  { workspace }: PreparedAgent,
  base: Base,
  { plan }: PlanRecord,
): Promise<void> {
  const now = await task.steps.run('read the base branch again', () => task.publisher.resolveBase());
  if (now.sha === base.sha) return;
  const gitDir = await task.fetchCommit(now.sha);
  const moved = await openWorkspace({ gitDir, commit: now.sha });
  const changed = plan.files.find(({ path }) => moved.entry(path)?.sha !== workspace.entry(path)?.sha);
  if (changed === undefined) return;
  throw new EndTask({
    kind: 'declined',
    reason: `\`${changed.path}\` has changed on ${base.branch} since the plan was shown, so the approval no longer counts.`,
    next: 'Comment `/goat fix` to have it planned anew.',
  });
}

function planned({ risk }: PlanRecord): Outcome {
  const level = risk.level === 'low' ? '' : ` Its risk is ${risk.level}.`;
  return {
    kind: 'planned',
    reason: `The plan is below; nothing was edited.${level}`,
    next: '`/goat approve` lets exactly this plan go on; `/goat fix` does so too, where its risk is not high.',
  };
}

function needsApproval({ risk }: PlanRecord): Outcome {
  const count = risk.findings.filter(({ level }) => level === 'high').length;
  return {
    kind: 'needs approval',
    reason: `The plan's risk is high, for ${count === 1 ? 'the reason' : `${count} reasons`} below, so nothing was edited yet.`,
    next: 'Look at the plan; `/goat approve` lets exactly this one go on.',
  };
}
