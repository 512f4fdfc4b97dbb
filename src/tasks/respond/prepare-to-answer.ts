import { answerFeedback, type FeedbackAnswer } from '../../tools/answer-feedback.ts';
import { type PreparedAgent, prepareAgent } from '../fix/prepare-agent.ts';
import type { Response } from './respond.ts';

export interface AnsweringAgent extends PreparedAgent {
  /** The pieces of feedback that it is to answer. */
  readonly ids: readonly string[];
  /** What it has said about each piece so far. */
  readonly answers: Map<string, FeedbackAnswer>;
}

/** Gives the agent the head of a pull request, and the tool by which it says what became of each piece of feedback. */
export async function prepareToAnswer(task: Response): Promise<AnsweringAgent> {
  const agent = await prepareAgent(task, task.pull.head);
  // What is to be done, people and checks have said.
  agent.planning.isAccepted = true;
  const ids = task.record.response.pieces.map(({ id }) => id);
  const answers = new Map<string, FeedbackAnswer>();
  return { ...agent, tools: [...agent.tools, answerFeedback(ids, answers)], ids, answers };
}
