import { composeTryFailed } from '../agent/compose-request.ts';
import { sayText } from '../agent/conversation.ts';
import { requireDailyRoom } from './daily-tasks.ts';
import type { FixRecord } from './fix/fix-record.ts';
import { lookForTampering } from './fix/look-for-tampering.ts';
import { reportProgress } from './fix/report-progress.ts';
import { whyStuck } from './fix/why-stuck.ts';
import type { Outcome } from './outcome.ts';
import { beginResponse } from './respond/begin-response.ts';
import { concludeResponse } from './respond/conclude-response.ts';
import { gatherRequest } from './respond/gather-request.ts';
import { leaveTry } from './respond/leave-try.ts';
import { offerChanges } from './respond/offer-changes.ts';
import { type Mender, prepareMender } from './respond/prepare-mender.ts';
import { pushToPullRequest } from './respond/push-to-pull-request.ts';
import type { RespondParts, Response } from './respond/respond.ts';
import { responseWriter } from './respond/response-writer.ts';
import { testOnHead } from './respond/test-on-head.ts';
import type { TaskWork } from './run-task.ts';
import type { MendRequest } from './task.ts';
import { describeFailures } from './test-runs/describe-failures.ts';

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
      const { head, tryBranch } = record?.response ?? {};
      if (!head || !tryBranch) return;
      await steps.run('remove the empty branch', () => parts.publisher.removeBranch(tryBranch, head));
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
    if (patch.kind === 'ended') return leaveTry(task, patch.outcome);
    if (patch.changes.length === 0) return leaveTry(task, round === 1 ? unchanged : stillFailing);
    record.tampering = await lookForTampering(task, mender.workspace);
    if (mender.ground === null) return offerChanges(task, mender, inFork);
    const verdict = await testOnHead(task, mender, mender.ground, patch);
    if (verdict.kind === 'green' || verdict.kind === 'nothing new') return hand(task, mender);
    const stuck = whyStuck(record);
    if (stuck !== null) return leaveTry(task, stuck);
    sayText(mender.conversation, composeTryFailed(taskId, await describeFailures(mender.workspace, record, verdict)));
  }
  return leaveTry(task, stillFailing);
}

async function hand(task: Response, mender: Mender): Promise<Outcome> {
  if (task.record.tampering?.blocks) return offerChanges(task, mender, weakensTests);
  const pushed = await pushToPullRequest(task);
  return pushed === 'refused' ? offerChanges(task, mender, isProtected(task.pull.branch)) : pushed;
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
