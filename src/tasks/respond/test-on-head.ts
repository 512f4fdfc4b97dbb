import type { Verdict } from '../../ci/judge-run.ts';
import { responseCommit } from '../../publish/feedback-answers.ts';
import type { Commit } from '../../publish/publisher.ts';
import { tryBranchOf } from '../../text/try-branch.ts';
import type { FileChange } from '../../workspace/workspace.ts';
import { commitMessage } from '../fix/commit-message.ts';
import type { RoundRecord } from '../fix/fix-record.ts';
import type { ValidPatch } from '../fix/generate-valid-patch.ts';
import { type TestGround, testCommit } from '../test-runs/test-commit.ts';
import { changesOfMerge } from './merge-base-branch.ts';
import type { Responder } from './prepare-responder.ts';
import type { Response } from './respond.ts';
import { seenFrom } from './seen-from.ts';

/** Of an agent's work, what is committed and tested. */
export type Work = Pick<Responder, 'workspace' | 'merge' | 'testsOf'>;

/**
 * Tests all that was done so far as one commit on the head of the pull request, on a branch of ours: what an earlier try
 * committed is dropped.
 */
export async function testOnHead(
  task: Response,
  work: Work,
  ground: Omit<TestGround, 'branch'>,
  patch: ValidPatch,
): Promise<Verdict> {
  const branch = await branchOfTry(task);
  const { commit, changes } = await commitOnHead(task, work, branch, patch.round);
  return testCommit(task, work, { ...ground, branch }, { ...patch, changes }, commit);
}

async function commitOnHead(
  { taskId, record, publisher, steps }: Response,
  { workspace, merge }: Work,
  branch: string,
  { subject, summary }: RoundRecord,
): Promise<{ readonly commit: Commit; readonly changes: readonly FileChange[] }> {
  const parent = record.response.head;
  const onHead = await seenFrom(workspace, parent);
  const changes = merge === null ? await onHead.changes() : await changesOfMerge(onHead, merge);
  const message = commitMessage(taskId, subject, summary);
  const merged = merge === null ? {} : { merged: merge.commit };
  const commit = await steps.run('commit', () => publisher.commit({ branch, parent, message, changes, ...merged }));
  workspace.mark();
  return { commit, changes };
}

/** A branch of ours at the head of the pull request, without what an earlier try left there. */
async function branchOfTry(task: Response): Promise<string> {
  const { record, publisher, steps } = task;
  const { tryBranch } = record.response;
  const earlier = responseCommit(record);
  if (tryBranch !== null) {
    if (earlier === null) return tryBranch;
    await steps.run('remove the branch', () => publisher.removeBranch(tryBranch, earlier.commit.sha));
    record.iterations[record.iterations.length - 1] = { ...earlier, isDropped: true };
  }
  return makeBranch(task);
}

/** A branch of ours at the head of the pull request. A dispatch takes a branch, and theirs may move. */
export async function makeBranch({ record, publisher, steps }: Response): Promise<string> {
  const wanted = tryBranchOf(record.pullRequest?.number ?? record.issue.number);
  const branch = await steps.run('create the branch', () => publisher.createBranch(wanted, record.response.head));
  record.response.tryBranch = branch;
  return branch;
}
