import { composeTryFailed } from '../agent/compose-request.ts';
import { sayText } from '../agent/conversation.ts';
import type { TestReport } from '../ci/test-report.ts';
import { requireDailyRoom } from './daily-tasks.ts';
import type { FixRecord } from './fix/fix-record.ts';
import { reportProgress } from './fix/report-progress.ts';
import { whyStuck } from './fix/why-stuck.ts';
import { EndTask, type Outcome } from './outcome.ts';
import { beginResponse } from './respond/begin-response.ts';
import { concludeResponse } from './respond/conclude-response.ts';
import { gatherFeedback, requirePersonInBetween } from './respond/gather-feedback.ts';
import { leaveTry } from './respond/leave-try.ts';
import type { BaseMerge } from './respond/merge-base-branch.ts';
import { prepareResponder } from './respond/prepare-responder.ts';
import { proposeResponse } from './respond/propose-response.ts';
import { pushWhenTested } from './respond/push-when-tested.ts';
import type { RespondParts, Response } from './respond/respond.ts';
import { responseWriter } from './respond/response-writer.ts';
import type { TaskWork } from './run-task.ts';
import type { RespondRequest } from './task.ts';
import { describeFailures } from './test-runs/describe-failures.ts';
import { requireTests } from './test-runs/require-tests.ts';
import { testAside } from './test-runs/test-before.ts';

/**
 * The `respond` task: what people and checks say about a pull request of ours is answered by one commit on its branch.
 * @param saved what the task has done so far, where only its end is to be told.
 */
export function respondToFeedback(
  taskId: string,
  request: RespondRequest,
  parts: RespondParts,
  saved: FixRecord | null,
): TaskWork {
  let record = saved;
  return {
    async run(steps, control) {
      const gathered = await gatherFeedback(taskId, parts, steps);
      record = gathered.record;
      await requirePersonInBetween(gathered, parts, steps);
      return respond(await beginResponse(taskId, request, parts, gathered, steps, control));
    },
    conclude: (outcome, steps) => concludeResponse(parts, record, outcome, steps),
  };
}

async function respond(task: Response): Promise<Outcome> {
  const { record, request, taskId } = task;
  const { takesFilter } = await requireTests(task);
  await requireDailyRoom(task.steps, task.countTask, task.dailyLimits);
  await reportProgress(task, 'reading what was said');
  const responder = await prepareResponder(task);
  const { workspace, conversation, merge } = responder;
  if (merge === null && record.response.pieces.length === 0) return proposeResponse(task, responder, null);
  const write = responseWriter(task, responder);
  const ground = { baseline: await chooseBaseline(task, merge), takesFilter };

  for (let round = 1; round <= request.limits.iterations; round += 1) {
    await reportProgress(task, `round ${round} of ${request.limits.iterations}, editing`);
    const patch = await write(round === 1 ? merge : null);
    if (patch.kind === 'ended') return proposeResponse(task, responder, patch.outcome);
    if (patch.changes.length === 0 && patch.merge === null) {
      return proposeResponse(task, responder, round === 1 ? null : stillFailing);
    }
    const tried = await pushWhenTested(task, responder, ground, patch);
    if (tried.kind === 'pushed') return proposeResponse(task, responder, null);
    if (tried.kind === 'left') return leaveTry(task, tried.outcome);
    const stuck = whyStuck(record);
    if (stuck !== null) return proposeResponse(task, responder, stuck);
    sayText(conversation, composeTryFailed(taskId, await describeFailures(workspace, record, tried.verdict)));
  }
  return proposeResponse(task, responder, stillFailing);
}

/** With the base branch, what fails on it has come, too: then failures are compared with those of its commit. */
async function chooseBaseline(task: Response, merge: BaseMerge | null): Promise<TestReport> {
  const known = requireBaseline(task);
  if (merge === null) return known;
  const merged = await testAside(task, merge.commit, 'merged base');
  if (merged.report.outcome === 'not run') return known;
  task.record.response.mergedBaseline = merged;
  return merged.report;
}

/** The report that failures are compared with: without one, nobody can tell what the response broke. */
function requireBaseline({ record }: Response): TestReport {
  if (record.baseline !== null) return record.baseline.report;
  throw new EndTask({
    kind: 'declined',
    reason: 'The fix of this pull request never ran the tests on its base commit, so nothing can be compared with it.',
    next: 'Comment `/goat fix` on the issue to start anew.',
  });
}

const stillFailing: Outcome = {
  kind: 'tests still failing',
  reason: 'The tests still fail after the last round.',
  next: 'Go on by hand from the draft, or comment with a hint.',
};
