import type { Base, PullRequestRef } from '../../publish/publisher.ts';
import { pullRequestBody, pullRequestTitle } from '../../publish/pull-request.ts';
import type { Outcome } from '../outcome.ts';
import { assessPatch } from '../plan/assess-patch.ts';
import { approvalOf } from '../plan/look-for-approval.ts';
import { timeOpenRound } from './close-round.ts';
import type { Fix } from './fix.ts';
import { type FixRecord, headOf } from './fix-record.ts';
import { leaveCandidate } from './leave-candidate.ts';
import { lookForTampering } from './look-for-tampering.ts';
import type { PreparedAgent } from './prepare-agent.ts';

/**
 * Opens the pull request of a change after which nothing fails that passed before. Where the change weakens the tests or
 * the checks, or is riskier than what was allowed, it stays a draft until a person with write access has allowed exactly
 * that; where its risk is medium, for a person to take it out of draft.
 */
export async function proposeFix(task: Fix, base: Base, branch: string, agent: PreparedAgent): Promise<Outcome> {
  const { record, request } = task;
  record.tampering = await lookForTampering(task, agent.workspace);
  record.risk = await assessPatch(task, agent);
  if (request.allowsRisk === true) record.risk = { ...record.risk, allowedBy: request.sender };
  const isRisky = record.risk.exceedsPlan && record.risk.allowedBy === null;
  const isHeld = record.tampering.blocks || isRisky;
  const opened = await openPullRequest(task, base, branch, { draft: isHeld || staysDraft(record) });
  if (!isHeld) return claim(record, base, place(opened, branch));
  if (record.tampering.blocks) {
    const allowedBy = await approvalOf(task, { subject: 'test edits', hash: record.tampering.hash });
    if (allowedBy === null) return needsApproval(record, place(opened, branch));
    record.tampering = { ...record.tampering, allowedBy };
  }
  if (isRisky) {
    const allowedBy = await approvalOf(task, { subject: 'risk', hash: record.risk.hash });
    if (allowedBy === null) return riskNeedsApproval(place(opened, branch));
    record.risk = { ...record.risk, allowedBy };
  }
  const shown = await describeAgain(task, opened, { draft: staysDraft(record) });
  return claim(record, base, place(shown, branch));
}

/** What is of medium risk is for a person to take out of draft, where nobody has allowed it before. */
function staysDraft({ plan, risk }: FixRecord): boolean {
  return (
    risk !== null && risk.report.level === 'medium' && risk.allowedBy === null && (plan?.allowedBy ?? null) === null
  );
}

function riskNeedsApproval(where: string): Outcome {
  return {
    kind: 'needs approval',
    reason: `The change is riskier than what was allowed before it was made, so ${where} stays a draft that claims nothing.`,
    next: 'Look at the reasons there; `/goat approve` accepts exactly this change.',
  };
}

/** What may be said of a change after which nothing fails that passed before. */
export function claim(record: FixRecord, base: Base, where: string): Outcome {
  const head = `${headOf(record)?.sha ?? base.sha}, the head of ${where}`;
  if (record.iterations.at(-1)?.verdict.kind === 'green') {
    return {
      kind: 'fixed',
      reason: `The repository's tests passed on ${head}.`,
      next: staysDraft(record)
        ? 'Look at the reasons for its risk, then take the pull request out of draft and merge it.'
        : 'Review the change and merge it.',
    };
  }
  return {
    kind: 'nothing new fails',
    reason: `On ${head}, only tests fail that fail on the base commit as well, or that are flaky.`,
    next: 'Review the change: no run succeeded as a whole, so it is not shown to be a fix.',
  };
}

export function needsApproval({ tampering }: FixRecord, where: string): Outcome {
  const count = tampering?.findings.filter(({ blocking }) => blocking).length ?? 0;
  const what = count === 1 ? 'one place that weakens' : `${count} places that weaken`;
  return {
    kind: 'needs approval',
    reason: `The change has ${what} the tests or the checks around them, so ${where} stays a draft that claims nothing.`,
    next: 'Look at them there; `/goat allow-test-edits` accepts exactly these.',
  };
}

async function describeAgain(
  { record, steps, publisher }: Fix,
  pullRequest: PullRequestRef | null,
  { draft }: { draft: boolean },
): Promise<PullRequestRef | null> {
  if (pullRequest === null) return null;
  const body = pullRequestBody(record);
  const ready = await steps.run('describe what was allowed', () =>
    publisher.updatePullRequest(pullRequest, { body, draft }),
  );
  record.pullRequest = ready;
  return ready;
}

/** Ends without a fix. Work that was committed is left as a draft that a person can go on from. */
export async function handOver(task: Fix, base: Base, branch: string, outcome: Outcome): Promise<Outcome> {
  if (headOf(task.record) === null) return outcome;
  const pullRequest = await openPullRequest(task, base, branch, { draft: true });
  return { ...outcome, reason: `${outcome.reason} The work so far is in ${place(pullRequest, branch)}.` };
}

async function openPullRequest(
  task: Fix,
  base: Base,
  branch: string,
  { draft }: { draft: boolean },
): Promise<PullRequestRef | null> {
  const { record, steps, publisher, elapsed } = task;
  const opened = await steps.run('open the pull request', async () => {
    await timeOpenRound(record, elapsed);
    const [title, body] = [pullRequestTitle(record), pullRequestBody(record)];
    return publisher.openPullRequest({ branch, base: base.branch, title, body, draft });
  });
  record.pullRequest = opened;
  await leaveCandidate(task, base, opened);
  return opened;
}

export function place(pullRequest: PullRequestRef | null, branch: string): string {
  if (!pullRequest) return `the branch ${branch}`;
  return `${pullRequest.draft ? 'draft ' : ''}pull request #${pullRequest.number}`;
}
