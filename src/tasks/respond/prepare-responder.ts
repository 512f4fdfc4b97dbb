import { composeResponse } from '../../agent/compose-request.ts';
import { sayText } from '../../agent/conversation.ts';
import { describeReport } from '../../ci/describe-report.ts';
import type { RedCheck } from './feedback.ts';
import { isRedCheck } from './feedback.ts';
import { type BaseMerge, mergeBaseBranch } from './merge-base-branch.ts';
import { type AnsweringAgent, prepareToAnswer } from './prepare-to-answer.ts';
import type { Response } from './respond.ts';

/** How much of a check goes to the model, in characters: about 2,000 tokens. */
const checkCharacters = 8_000;
/** Checks that are told; one cause makes many red. */
const mostChecks = 5;

export interface Responder extends AnsweringAgent {
  /** The base branch, laid over the workspace; null where that was not needed or not possible. */
  readonly merge: BaseMerge | null;
}

/** Gives the agent the branch as it is, with the base branch merged where the two conflict, and what it is to answer. */
export async function prepareResponder(task: Response): Promise<Responder> {
  const { taskId, record, pull } = task;
  const agent = await prepareToAnswer(task);
  const merge = await mergeBaseBranch(task, agent.workspace);
  const checks: string[] = [];
  for (const { id, feedback } of record.response.pieces) {
    if (!isRedCheck(feedback) || checks.length === mostChecks) continue;
    checks.push(`[${id}] ${feedback.name}\n${await readCheck(task, feedback)}`);
  }
  const merged = merge === null ? null : pull.base.branch;
  sayText(agent.conversation, composeResponse({ taskId, ids: agent.ids, checks: checks.join('\n\n'), merged }));
  return { ...agent, merge };
}

async function readCheck({ steps, desk }: Response, check: RedCheck): Promise<string> {
  if (check.kind === 'check') return check.text;
  const report = await steps.run('read the log of a check', (signal) => desk.readRun(check.id, check.commit, signal));
  return describeReport(report, checkCharacters);
}
