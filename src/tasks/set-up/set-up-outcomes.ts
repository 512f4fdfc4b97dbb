import type { SetUpPlan } from '../../ci/set-up/plan-set-up.ts';
import { workflowPath } from '../../ci/workflow-file.ts';
import type { Base, PullRequestRef } from '../../publish/publisher.ts';
import type { Outcome } from '../outcome.ts';

const askForFix = 'comment `/goat fix` on an issue.';

/** @param open the pull request of an earlier set-up, which is not needed any more. */
export function nothingToPropose(
  { setUp: { parts } }: SetUpPlan,
  { branch }: Base,
  open: PullRequestRef | null,
): Outcome {
  if (parts.length === 0) {
    const reason = 'The files of this repository do not tell how its tests are run.';
    return { kind: 'declined', reason, next: `Add a \`${workflowPath}\` like the one below, adapted, to ${branch}.` };
  }
  const reason = `\`${workflowPath}\` on ${branch} is as it would be written now.`;
  const next =
    open === null
      ? 'Comment `/goat fix` on an issue.'
      : `Close #${open.number}, which adds nothing more, and ${askForFix}`;
  return { kind: 'answered', reason, next };
}

/** A new pull request; null where there is only a branch. */
export function proposed({ workflow, guarded }: SetUpPlan, branch: string, opened: PullRequestRef | null): Outcome {
  const place = opened === null ? `the branch ${branch}` : `pull request #${opened.number}`;
  const what = {
    new: 'The workflow that runs the tests is proposed',
    other: `An update of \`${workflowPath}\`, which is there already, is proposed`,
    same: 'Changes beside the workflow, which is there already, are proposed',
  }[workflow];
  return {
    kind: 'proposed',
    reason: `${what} in ${place}.${keptOff(guarded)}`,
    next: `Look at what it lists, merge it, and ${askForFix}`,
  };
}

export function proposalUpdated({ guarded }: SetUpPlan, { number }: PullRequestRef): Outcome {
  return {
    kind: 'proposed',
    reason: `Pull request #${number}, which was open, is brought up to date.${keptOff(guarded)}`,
    next: `Look at what it lists, merge it, and ${askForFix}`,
  };
}

export function proposalIsCurrent({ number }: PullRequestRef): Outcome {
  return {
    kind: 'proposed',
    reason: `Pull request #${number} is open and proposes what would be proposed now.`,
    next: `Merge it, and ${askForFix}`,
  };
}

export function proposalIsTheirs({ number }: PullRequestRef): Outcome {
  return {
    kind: 'proposed',
    reason: `Pull request #${number} is open and holds commits of others, so it was left as it is.`,
    next: 'Merge it, or close it and comment `/goat setup` to have it proposed anew.',
  };
}

function keptOff(guarded: readonly string[]): string {
  return guarded.length === 0 ? '' : ` It keeps ${guarded.length} of your workflows off \`goat/**\` branches.`;
}
