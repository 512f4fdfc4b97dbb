import { responseCommit } from '../../publish/feedback-answers.ts';
import { pullRequestBody } from '../../publish/pull-request.ts';
import { tamperHash } from '../../validation/tamper-gate/tamper-hash.ts';
import { lookForTampering, type TamperReport } from '../fix/look-for-tampering.ts';
import { claim, needsApproval, place } from '../fix/propose-pull-request.ts';
import type { Outcome } from '../outcome.ts';
import { approvalOf } from '../plan/look-for-approval.ts';
import { answerThreads } from './answer-threads.ts';
import { leaveTry } from './leave-try.ts';
import { ownWork } from './merge-base-branch.ts';
import type { Responder } from './prepare-responder.ts';
import { pushTry } from './push-try.ts';
import type { Response } from './respond.ts';

/**
 * Ends a response: the pull request says what holds at its head now, every thread has its answer, and what nobody can claim
 * stays a draft.
 * @param ended why the response ended early; null where it came to its end.
 */
export async function proposeResponse(task: Response, responder: Responder, ended: Outcome | null): Promise<Outcome> {
  const { record, pull, steps, publisher } = task;
  const last = responseCommit(record);
  if (last === null) {
    await answerThreads(task, { resolve: false });
    return withConflicts(task, ended ?? unchanged(task));
  }
  // What fails goes on the branch, too: it is ours, and a person can go on from there.
  const isPushed = record.response.tryBranch === null || (await pushTry(task)) === 'pushed';
  if (ended !== null && !isPushed) return leaveTry(task, ended);
  record.tampering = await looksTamperedWith(task, responder);
  const { blocks, hash } = record.tampering;
  const good = ended === null && (last.verdict.kind === 'green' || last.verdict.kind === 'nothing new');
  const head = await steps.run('read the head of the branch', () => publisher.readHead(pull.branch));
  const movedTo = head === null || head === last.commit.sha ? null : head;
  await describePullRequest(task, movedTo, { draft: !good || blocks });
  await answerThreads(task, { resolve: good && !blocks });
  if (ended !== null) return withConflicts(task, ended);
  if (blocks) {
    const allowedBy = await approvalOf(task, { subject: 'test edits', hash });
    if (allowedBy === null) return needsApproval(record, place(record.pullRequest, pull.branch));
    record.tampering = { ...record.tampering, allowedBy };
    await describePullRequest(task, movedTo, { draft: false });
  }
  if (movedTo !== null) return overtaken(last.commit.sha, movedTo);
  return withConflicts(task, claim(record, pull.base, place(record.pullRequest, pull.branch)));
}

/** What the response weakens, and what was not allowed yet of what was there before it. */
async function looksTamperedWith(task: Response, responder: Responder): Promise<TamperReport> {
  const before = task.record.tampering;
  const found = await lookForTampering(task, ownWork(task, responder));
  if (before === null || !before.blocks || before.allowedBy !== undefined) return found;
  const findings = [...before.findings, ...found.findings];
  return { findings, hash: tamperHash(findings), blocks: true };
}

async function describePullRequest(
  { record, steps, publisher }: Response,
  movedTo: string | null,
  { draft }: { readonly draft: boolean },
): Promise<void> {
  const { pullRequest } = record;
  if (pullRequest === null) return;
  const body = pullRequestBody(record, movedTo);
  record.pullRequest = await steps.run('update the pull request', () =>
    publisher.updatePullRequest(pullRequest, { body, draft }),
  );
}

function unchanged({ record }: Response): Outcome {
  if (record.response.pieces.length === 0) {
    return { kind: 'declined', reason: 'The base branch cannot be merged without a person.', next: mergeByHand };
  }
  return {
    kind: 'answered',
    reason: 'Nothing was changed; the reasons stand below.',
    next: 'Say here what is to be done all the same.',
  };
}

function withConflicts({ record }: Response, outcome: Outcome): Outcome {
  const count = record.response.conflicts.length;
  if (count === 0 || outcome.next === mergeByHand) return outcome;
  const where = count === 1 ? 'one file' : `${count} files`;
  return { ...outcome, reason: `${outcome.reason} Conflicts in ${where} are left to a person.`, next: mergeByHand };
}

const mergeByHand = 'Merge the base branch by hand: the conflicts are listed here.';

function overtaken(tested: string, movedTo: string): Outcome {
  return {
    kind: 'answered',
    reason: `The tests passed on ${tested}, but the branch has moved on to ${movedTo}, which was not tested.`,
    next: 'Review what was pushed; a comment here lets me look again.',
  };
}
