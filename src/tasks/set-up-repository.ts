import { planSetUp, type SetUpPlan } from '../ci/set-up/plan-set-up.ts';
import { readWorkflowTemplate, workflowPath } from '../ci/workflow-file.ts';
import type { Base, Publisher, PullRequestRef } from '../publish/publisher.ts';
import { renderSetUpOutcome, renderSetUpProgress } from '../publish/set-up-comment.ts';
import { setUpPullRequest } from '../publish/set-up-pull-request.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { commitMessage } from './commit-message.ts';
import type { Outcome } from './outcome.ts';
import { readSetUpFiles } from './read-set-up-files.ts';
import type { TaskWork } from './run-task.ts';
import type { Steps } from './steps.ts';
import type { SetUpRequest } from './task.ts';

export interface SetUpParts {
  /** May write workflow files. */
  readonly publisher: Publisher;
  /** As in `IndexParts`. */
  readonly fetchCommit: (commit: string) => Promise<string>;
}

const branchName = 'goat/setup';

/** The `setup` task: a pull request that adds the workflow that runs the tests, and the configuration. */
export function setUpRepository(taskId: string, request: SetUpRequest, parts: SetUpParts): TaskWork {
  const { publisher } = parts;
  const record: SetUpRecord = { emptyBranch: null, pullRequest: null };
  return {
    run: (steps) => setUp({ taskId, request, record, steps, ...parts }),
    async conclude(outcome, steps) {
      if (outcome.kind === 'not allowed') return;
      // What ends any task speaks of a fix.
      const isOwn = outcome.kind === 'proposed' || outcome.kind === 'answered';
      const next = isOwn ? outcome.next : outcome.next.replace('`/goat fix`', '`/goat setup`');
      const body = renderSetUpOutcome({ ...outcome, next }, record.pullRequest, await readWorkflowTemplate());
      await steps.run('report the outcome', () => publisher.writeTrackingComment(body));
      const empty = record.emptyBranch;
      if (empty) await steps.run('remove the empty branch', () => publisher.removeBranch(empty.branch, empty.sha));
    },
  };
}

/** What a set-up has done so far. It is rebuilt from recorded steps when the task is recovered. */
interface SetUpRecord {
  /** A branch without a commit of ours. */
  emptyBranch: Base | null;
  pullRequest: PullRequestRef | null;
}

interface SetUpUnderWay extends SetUpParts {
  readonly taskId: string;
  readonly request: SetUpRequest;
  readonly record: SetUpRecord;
  readonly steps: Steps;
}

async function setUp(task: SetUpUnderWay): Promise<Outcome> {
  const { request, publisher, steps, fetchCommit } = task;
  if (!(await steps.run('permission', () => publisher.mayWrite(request.sender)))) {
    return { kind: 'not allowed', reason: `@${request.sender} may not write to this repository.`, next: '' };
  }
  await steps.run('acknowledge', () => publisher.acknowledge());
  const base = await steps.run('read the base branch', () => publisher.resolveBase());
  const progress = renderSetUpProgress(base);
  await steps.run('report progress', () => publisher.writeTrackingComment(progress));
  const workspace = await openWorkspace({ gitDir: await fetchCommit(base.sha), commit: base.sha });
  const plan = await planSetUp([await readSetUpFiles(workspace), request.guardWorkflows]);
  if (Object.keys(plan.files).length === 0) return nothingToPropose(plan, base);
  for (const [path, text] of Object.entries(plan.files)) workspace.write(path, Buffer.from(text));
  return propose(task, base, workspace, plan);
}

async function propose(task: SetUpUnderWay, base: Base, workspace: Workspace, plan: SetUpPlan): Promise<Outcome> {
  const { taskId, request, record, publisher, steps } = task;
  const branch = await steps.run('create the branch', () => publisher.createBranch(branchName, base.sha));
  record.emptyBranch = { branch, sha: base.sha };
  const { title, body, summary } = setUpPullRequest(plan, request.issueNumber);
  const message = commitMessage(taskId, title, summary);
  const changes = await workspace.changes();
  await steps.run('commit', () => publisher.commit({ branch, parent: base.sha, message, changes }));
  record.emptyBranch = null;
  record.pullRequest = await steps.run('open the pull request', () =>
    publisher.openPullRequest({ branch, base: base.branch, title, body, draft: false }),
  );
  return proposal(plan, branch, record.pullRequest);
}

function nothingToPropose({ setUp: { parts } }: SetUpPlan, { branch }: Base): Outcome {
  if (parts.length === 0) {
    const reason = 'The files of this repository do not tell how its tests are run.';
    return { kind: 'declined', reason, next: `Add a \`${workflowPath}\` like the one below, adapted, to ${branch}.` };
  }
  const reason = `\`${workflowPath}\` on ${branch} is as it would be written now.`;
  return { kind: 'answered', reason, next: 'Comment `/goat fix` on an issue.' };
}

function proposal({ workflow, guarded }: SetUpPlan, branch: string, proposed: PullRequestRef | null): Outcome {
  const place = proposed === null ? `the branch ${branch}` : `pull request #${proposed.number}`;
  const what = {
    new: 'The workflow that runs the tests is proposed',
    other: `An update of \`${workflowPath}\`, which is there already, is proposed`,
    same: 'Changes beside the workflow, which is there already, are proposed',
  }[workflow];
  const kept = guarded.length === 0 ? '' : ` It keeps ${guarded.length} of your workflows off \`goat/**\` branches.`;
  return {
    kind: 'proposed',
    reason: `${what} in ${place}.${kept}`,
    next: 'Look at what it lists, merge it, and comment `/goat fix` on an issue.',
  };
}
