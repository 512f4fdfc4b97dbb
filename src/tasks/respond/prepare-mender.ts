import { composeMend } from '../../agent/compose-request.ts';
import { sayText } from '../../agent/conversation.ts';
import { compareReports } from '../../ci/compare-reports.ts';
import { describeReport } from '../../ci/describe-report.ts';
import { renderDiff } from '../../review/render-diff.ts';
import { type Change, readChange } from '../review/read-change.ts';
import { lookAtWorkflows } from '../test-runs/look-at-workflows.ts';
import { requireTests } from '../test-runs/require-tests.ts';
import { runBaseline } from '../test-runs/run-baseline.ts';
import { testAside } from '../test-runs/test-before.ts';
import type { TestGround } from '../test-runs/test-commit.ts';
import type { Responder } from './prepare-responder.ts';
import { prepareToAnswer } from './prepare-to-answer.ts';
import type { Response } from './respond.ts';
import { makeBranch } from './test-on-head.ts';

/** Of the pull request's diff, in tokens: what does not fit, the agent can read. */
const diffTokens = 12_000;
/** Of what fails at its head, in characters: about 2,000 tokens. */
const failureCharacters = 8_000;

export interface Mender extends Responder {
  /** What the pull request changes. */
  readonly change: Change;
  /** Where commits are tested; null for a fork, whose code never runs. */
  readonly ground: Omit<TestGround, 'branch'> | null;
}

/** Gives the agent the head of somebody's pull request, with what it changes, what fails there, and what is asked. */
export async function prepareMender(task: Response): Promise<Mender> {
  const { taskId, pull, desk, steps } = task;
  const start = await steps.run('find where the branches part', () => desk.mergeBase(pull.base.sha, pull.head));
  const takesFilter = pull.ownRepository && (await requireTests(task)).takesFilter;
  const agent = await prepareToAnswer(task);
  const change = await readChange(await task.fetchCommit(start), start, pull.head, { exclude: [], only: [] });
  const ground = pull.ownRepository ? await testHead(task, agent.workspace, start, takesFilter) : null;
  const { text: diff, leftOut } = renderDiff(
    change.files.map((file) => ({ file })),
    diffTokens,
  );
  const failures = ground?.baseline.outcome === 'failed' ? describeReport(ground.baseline, failureCharacters) : '';
  sayText(agent.conversation, composeMend({ taskId, ids: agent.ids, diff, leftOut, failures }));
  return { ...agent, merge: null, change, ground };
}

/**
 * Runs the tests at the head, on a branch of ours. What fails there, and did not where the pull request starts from, is to be
 * cured.
 */
async function testHead(
  task: Response,
  workspace: Responder['workspace'],
  start: string,
  takesFilter: boolean,
): Promise<Omit<TestGround, 'branch'>> {
  const { record, pull } = task;
  await lookAtWorkflows(task, workspace);
  const branch = await makeBranch(task);
  const baseline = await runBaseline(task, { branch: pull.branch, sha: pull.head }, branch);
  if (baseline.outcome === 'failed') {
    const before = await testAside(task, start, 'where it starts from');
    const failures = compareReports(before.report, baseline).new;
    const shown = { reason: '', commit: null, report: null, files: [], round: null };
    if (failures.length > 0) record.reproduction = { kind: 'existing', failures, ...shown };
  }
  return { baseline, takesFilter };
}
