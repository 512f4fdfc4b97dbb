import { composeResponse } from '../agent/compose-request.ts';
import { sayText } from '../agent/conversation.ts';
import { describeReport } from '../ci/describe-report.ts';
import { answerFeedback, type FeedbackAnswer } from '../tools/answer-feedback.ts';
import type { RedCheck } from './feedback.ts';
import { isRedCheck } from './feedback.ts';
import { type BaseMerge, mergeBaseBranch } from './merge-base-branch.ts';
import { type PreparedAgent, prepareAgent } from './prepare-agent.ts';
import type { Response } from './respond.ts';

/** How much of a check goes to the model, in characters: about 2,000 tokens. */
const checkCharacters = 8_000;
/** Checks that are told; one cause makes many red. */
const mostChecks = 5;

export interface Responder extends PreparedAgent {
  /** What the agent has said about each piece so far. */
  readonly answers: Map<string, FeedbackAnswer>;
  /** The base branch, laid over the workspace; null where that was not needed or not possible. */
  readonly merge: BaseMerge | null;
}

/** Gives the agent the branch as it is, with the base branch merged where the two conflict, and what it is to answer. */
export async function prepareResponder(task: Response): Promise<Responder> {
  const { taskId, record, pull } = task;
  const agent = await prepareAgent(task, pull.head);
  // What is to be done, people and checks have said.
  agent.planning.isAccepted = true;
  const merge = await mergeBaseBranch(task, agent.workspace);
  const { pieces } = record.response;
  const ids = pieces.map(({ id }) => id);
  const checks: string[] = [];
  for (const { id, feedback } of pieces) {
    if (!isRedCheck(feedback) || checks.length === mostChecks) continue;
    checks.push(`[${id}] ${feedback.name}\n${await readCheck(task, feedback)}`);
  }
  const merged = merge === null ? null : pull.base.branch;
  sayText(agent.conversation, composeResponse({ taskId, ids, checks: checks.join('\n\n'), merged }));
  const answers = new Map<string, FeedbackAnswer>();
  return { ...agent, tools: [...agent.tools, answerFeedback(ids, answers)], answers, merge };
}

async function readCheck({ steps, desk }: Response, check: RedCheck): Promise<string> {
  if (check.kind === 'check') return check.text;
  const report = await steps.run('read the log of a check', (signal) => desk.readRun(check.id, check.commit, signal));
  return describeReport(report, checkCharacters);
}
