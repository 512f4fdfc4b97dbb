import type { SetUpPlan } from '../../ci/set-up/plan-set-up.ts';
import { workflowPath } from '../../ci/workflow-file.ts';
import type { Base, Proposal } from '../../publish/publisher.ts';
import { setUpPullRequest } from '../../publish/set-up-pull-request.ts';
import { configurationPath } from '../../text/configuration-path.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { commitMessage } from '../fix/commit-message.ts';
import type { Outcome } from '../outcome.ts';
import type { SetUpUnderWay } from '../set-up-repository.ts';
import { proposalIsCurrent, proposalIsTheirs, proposalUpdated } from './set-up-outcomes.ts';

/** The pull request of an earlier set-up, with the files of its branch. */
export interface OpenProposal extends Proposal {
  readonly workspace: Workspace;
}

/**
 * Brings the pull request of an earlier set-up up to date with one commit, which merges the base branch where that has moved.
 * One that says the same already stays, and so does one whose branch people went on with.
 * @param wanted the files of the base with those of the plan laid over them.
 */
export async function updateProposal(
  task: SetUpUnderWay,
  base: Base,
  wanted: Workspace,
  plan: SetUpPlan,
  proposal: OpenProposal,
): Promise<Outcome> {
  const { taskId, request, record, publisher, steps } = task;
  const { pullRequest, branch, head, mergeBase } = proposal;
  const paths = [workflowPath, configurationPath, ...plan.foreign.map(({ path }) => path)];
  if (await haveSame(paths, wanted, proposal.workspace)) return proposalIsCurrent(pullRequest);
  if (!proposal.isOurs) return proposalIsTheirs(pullRequest);

  const { title, body, summary } = setUpPullRequest(plan, request.issueNumber);
  const message = commitMessage(taskId, title, summary);
  const changes = await wanted.changes();
  const merged = mergeBase === base.sha ? {} : { merged: base.sha };
  await steps.run('commit', () =>
    publisher.commit({ branch, parent: head, ...merged, over: base.sha, message, changes }),
  );
  record.pullRequest = await steps.run('describe the pull request', () =>
    publisher.updatePullRequest(pullRequest, { body, draft: pullRequest.draft }),
  );
  return proposalUpdated(plan, pullRequest);
}

async function haveSame(paths: readonly string[], one: Workspace, other: Workspace): Promise<boolean> {
  for (const path of paths) {
    const [a, b] = [await one.read(path), await other.read(path)];
    if (a === undefined || b === undefined ? a !== b : !a.equals(b)) return false;
  }
  return true;
}
