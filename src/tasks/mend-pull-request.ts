import { composeTestsFailed } from '../agent/compose-request.ts';
import { sayText } from '../agent/conversation.ts';
import { responseCommit } from '../publish/feedback-answers.ts';
import type { Commit } from '../publish/publisher.ts';
import { answerThreads } from './answer-threads.ts';
import { beginResponse } from './begin-response.ts';
import { commitMessage } from './commit-message.ts';
import { concludeResponse } from './conclude-response.ts';
import { requireDailyRoom } from './daily-tasks.ts';
import { describeFailures } from './describe-failures.ts';
import type { FixRecord } from './fix-record.ts';
import { gatherRequest } from './gather-request.ts';
import type { ValidPatch } from './generate-valid-patch.ts';
import { lookForTampering } from './look-for-tampering.ts';
import { offerChanges } from './offer-changes.ts';
import type { Outcome } from './outcome.ts';
import { type Mender, makeBranch, prepareMender } from './prepare-mender.ts';
import { pushToPullRequest } from './push-to-pull-request.ts';
import { reportProgress } from './report-progress.ts';
import type { RespondParts, Response } from './respond.ts';
import { responseWriter } from './response-writer.ts';
import type { TaskWork } from './run-task.ts';
import type { MendRequest } from './task.ts';
import { type TestGround, testCommit } from './test-commit.ts';
import { whyStuck } from './why-stuck.ts';

/**
 * `/goat fix` on somebody else's pull request: one commit that was tested before it goes on their branch, or suggestions
 * where it may not.
 * @param saved what the task has done so far, where only its end is to be told.
 */
export function mendPullRequest(
  taskId: string,
  request: MendRequest,
  parts: RespondParts,
  saved: FixRecord | null,
): TaskWork {
  let record = saved;
  return {
    async run(steps, control) {
      const gathered = await gatherRequest(taskId, request, parts, steps);
      record = gathered.record;
      return mend(await beginResponse(taskId, request, parts, gathered, steps, control));
    },
    async conclude(outcome, steps) {
      await concludeResponse(parts, record, outcome, steps);
      const { base, branch } = record ?? {};
      if (!base || !branch) return;
      await steps.run('remove the empty branch', () => parts.publisher.removeBranch(branch, base.sha));
    },
  };
}

async function mend(task: Response): Promise<Outcome> {
  const { record, request, steps, taskId } = task;
  await requireDailyRoom(steps, task.countTask, task.dailyLimits);
  await reportProgress(task, 'reading the pull request');
  const mender = await prepareMender(task);
  const write = responseWriter(task, mender);
  for (let round = 1; round <= request.limits.iterations; round += 1) {
    await reportProgress(task, `round ${round} of ${request.limits.iterations}, editing`);
    const patch = await write(null);
    if (patch.kind === 'ended') return leave(task, patch.outcome);
    if (patch.changes.length === 0) return leave(task, round === 1 ? unchanged : stillFailing);
    record.tampering = await lookForTampering(task, mender.workspace);
    if (mender.ground === null) return offerChanges(task, mender, inFork);
    const { commit, ground } = await commitOnHead(task, mender, mender.ground, patch);
    const verdict = await testCommit(task, mender, ground, patch, commit);
    if (verdict.kind === 'green' || verdict.kind === 'nothing new') return hand(task, mender, commit);
    const stuck = whyStuck(record);
    if (stuck !== null) return leave(task, stuck);
    sayText(mender.conversation, composeTestsFailed(taskId, await describeFailures(mender.workspace, record, verdict)));
  }
  return leave(task, stillFailing);
}

/** One commit with all that was done so far, on the head of the pull request; what an earlier one tried is dropped. */
async function commitOnHead(
  task: Response,
  { workspace }: Mender,
  ground: TestGround,
  { round }: ValidPatch,
): Promise<{ readonly commit: Commit; readonly ground: TestGround }> {
  const { taskId, record, pull, publisher, steps } = task;
  const earlier = responseCommit(record)?.commit.sha;
  if (earlier !== undefined && record.branch !== null) {
    const { branch } = record;
    await steps.run('remove the branch', () => publisher.removeBranch(branch, earlier));
  }
  const branch = earlier === undefined ? ground.branch : await makeBranch(task);
  const message = commitMessage(taskId, round.subject, round.summary);
  const changes = await workspace.changes();
  const commit = await steps.run('commit', () => publisher.commit({ branch, parent: pull.head, message, changes }));
  workspace.mark();
  return { commit, ground: { ...ground, branch } };
}

async function hand(task: Response, mender: Mender, commit: Commit): Promise<Outcome> {
  if (task.record.tampering?.blocks) return offerChanges(task, mender, weakensTests);
  const pushed = await pushToPullRequest(task, commit);
  return pushed === 'refused' ? offerChanges(task, mender, isProtected(task.pull.branch)) : pushed;
}

/** Ends without anything on their branch; what was tried stays on ours. */
async function leave(task: Response, outcome: Outcome): Promise<Outcome> {
  const { record } = task;
  await answerThreads(task, { resolve: false });
  const last = responseCommit(record);
  if (last === null) return outcome;
  return {
    ...outcome,
    reason: `${outcome.reason} Nothing was pushed; the last try is on the branch ${record.branch}, at ${last.commit.sha}.`,
  };
}

const inFork = 'Its branch is in a fork, which I never write to, and whose code I never run.';
const weakensTests = 'The change weakens tests or checks, which only a person should accept.';
const isProtected = (branch: string) => `The branch ${branch} is protected.`;

const unchanged: Outcome = {
  kind: 'answered',
  reason: 'Nothing was changed; the reasons stand below.',
  next: 'Say here what is to be done all the same, with `/goat fix`.',
};

const stillFailing: Outcome = {
  kind: 'tests still failing',
  reason: 'The tests still fail after the last round.',
  next: 'Go on by hand, or comment `/goat fix` with a hint.',
};
