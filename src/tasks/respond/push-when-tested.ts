import type { Verdict } from '../../ci/judge-run.ts';
import { mergeInto } from '../../patching/merge-into.ts';
import type { ValidPatch } from '../fix/generate-valid-patch.ts';
import type { Outcome } from '../outcome.ts';
import type { TestGround } from '../test-runs/test-commit.ts';
import { mostConflicts } from './merge-base-branch.ts';
import { pushTry } from './push-try.ts';
import type { Response } from './respond.ts';
import { testOnHead, type Work } from './test-on-head.ts';

/** How often somebody may push while a commit is tested, before it is left to people. */
const mostPushes = 3;

export type Tried =
  | { readonly kind: 'pushed' }
  | { readonly kind: 'failing'; readonly verdict: Verdict }
  | { readonly kind: 'left'; readonly outcome: Outcome };

/**
 * Tests what was done so far as one commit, and pushes it where nothing new fails. What a person pushed meanwhile stays: our
 * changes are merged onto it by structure and tested again, or handed back.
 */
export async function pushWhenTested(
  task: Response,
  work: Work,
  ground: Omit<TestGround, 'branch'>,
  patch: ValidPatch,
): Promise<Tried> {
  for (let pushes = 0; pushes < mostPushes; pushes += 1) {
    const verdict = await testOnHead(task, work, ground, patch);
    if (verdict.kind !== 'green' && verdict.kind !== 'nothing new') return { kind: 'failing', verdict };
    const pushed = await pushTry(task);
    if (pushed === 'pushed') return { kind: 'pushed' };
    const refused = pushed === 'refused' ? isProtected(task.pull.branch) : await layOver(task, work);
    if (refused !== null) return { kind: 'left', outcome: refused };
  }
  return { kind: 'left', outcome: pushedAgain };
}

/** Lays over the workspace what somebody pushed; why it is left to a person, where that does not go. */
async function layOver(task: Response, { workspace }: Work): Promise<Outcome | null> {
  const { record, pull, publisher, steps } = task;
  const { response } = record;
  const theirs = await steps.run('read the head of the branch', () => publisher.readHead(pull.branch));
  if (theirs === null) return isGone(pull.branch);
  await task.fetchCommit(theirs);
  const { conflicts } = await mergeInto(workspace, { base: response.head, theirs });
  response.conflicts = conflicts.slice(0, mostConflicts);
  if (conflicts.length > 0) return pushedOver(theirs);
  response.head = theirs;
  return null;
}

function pushedOver(head: string): Outcome {
  return {
    kind: 'declined',
    reason: `Somebody pushed ${head.slice(0, 7)} to the branch meanwhile, and it does not go together with what I had.`,
    next: 'Say here what is still to be done, and I start from the branch as it is then.',
  };
}

const pushedAgain: Outcome = {
  kind: 'declined',
  reason: 'Somebody pushed to the branch each time that the tests ran.',
  next: 'Say here when I may go on, and I start from the branch as it is then.',
};

function isProtected(branch: string): Outcome {
  return {
    kind: 'declined',
    reason: `The branch ${branch} is protected.`,
    next: 'Merge what was tested, or let me push to this branch and comment again.',
  };
}

function isGone(branch: string): Outcome {
  return {
    kind: 'declined',
    reason: `The branch ${branch} was removed meanwhile.`,
    next: 'Restore it and comment here, or close the pull request.',
  };
}
