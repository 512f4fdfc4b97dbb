import { planSetUp, type SetUpPlan } from '../ci/set-up/plan-set-up.ts';
import { readWorkflowTemplate } from '../ci/workflow-file.ts';
import type { Base, Publisher, PullRequestRef } from '../publish/publisher.ts';
import { renderSetUpOutcome, renderSetUpProgress } from '../publish/set-up-comment.ts';
import { setUpPullRequest } from '../publish/set-up-pull-request.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { commitMessage } from './fix/commit-message.ts';
import type { Outcome } from './outcome.ts';
import type { TaskWork } from './run-task.ts';
import { readSetUpFiles } from './set-up/read-set-up-files.ts';
import { nothingToPropose, proposed } from './set-up/set-up-outcomes.ts';
import { type OpenProposal, updateProposal } from './set-up/update-proposal.ts';
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

export interface SetUpUnderWay extends SetUpParts {
  readonly taskId: string;
  readonly request: SetUpRequest;
  readonly record: SetUpRecord;
  readonly steps: Steps;
}

async function setUp(task: SetUpUnderWay): Promise<Outcome> {
  const { request, record, publisher, steps, fetchCommit } = task;
  if (!(await steps.run('permission', () => publisher.mayWrite(request.sender)))) {
    return { kind: 'not allowed', reason: `@${request.sender} may not write to this repository.`, next: '' };
  }
  await steps.run('acknowledge', () => publisher.acknowledge());
  const base = await steps.run('read the base branch', () => publisher.resolveBase());
  const progress = renderSetUpProgress(base);
  await steps.run('report progress', () => publisher.writeTrackingComment(progress));
  const open = async (commit: string) => openWorkspace({ gitDir: await fetchCommit(commit), commit });
  const workspace = await open(base.sha);
  const proposal = await steps.run('look for an open proposal', () => publisher.findProposal(branchName, base.branch));
  const earlier = proposal && { ...proposal, workspace: await open(proposal.head) };
  record.pullRequest = proposal?.pullRequest ?? null;

  const plan = await planFrom(workspace, request, earlier);
  if (Object.keys(plan.files).length === 0) return nothingToPropose(plan, base, record.pullRequest);
  for (const [path, text] of Object.entries(plan.files)) workspace.write(path, Buffer.from(text));
  return earlier ? updateProposal(task, base, workspace, plan, earlier) : propose(task, base, workspace, plan);
}

/** The plan for a commit. What the open proposal keeps off our branches stays kept off, also where this request does not ask for it. */
async function planFrom(workspace: Workspace, request: SetUpRequest, earlier: OpenProposal | null): Promise<SetUpPlan> {
  const files = await readSetUpFiles(workspace);
  const guarding = await planSetUp([files, true]);
  if (request.guardWorkflows) return guarding;
  for (const path of earlier ? guarding.guarded : []) {
    const there = await earlier?.workspace.read(path);
    if (there?.toString() === guarding.files[path]) return guarding;
  }
  return planSetUp([files, false]);
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
  return proposed(plan, branch, record.pullRequest);
}
