import { composeNoPlan, composePlanRequest } from '../agent/compose-request.ts';
import { sayText } from '../agent/conversation.ts';
import { noUsage } from '../text/usage.ts';
import type { Fix } from './fix.ts';
import { letAgentWork, nothingToChange, whyRoundEnded } from './let-agent-work.ts';
import { EndTask } from './outcome.ts';
import type { PreparedAgent } from './prepare-agent.ts';
import { reportProgress } from './report-progress.ts';

/**
 * Lets the agent plan, in the conversation in which it will edit. Ends the task where it cannot, or where it says twice
 * that there is nothing to do.
 */
export async function planChange(task: Fix, agent: PreparedAgent): Promise<void> {
  const { record } = task;
  const { planning, conversation } = agent;
  await reportProgress(task, 'planning the change');
  sayText(conversation, composePlanRequest());
  const actions: string[] = [];
  let modelCalls = 0;
  for (let finished = 0; planning.plan === null; ) {
    const end = await letAgentWork(task, agent, actions);
    modelCalls += end.turns;
    if (end.kind === 'ended by a tool') continue;
    if (end.kind !== 'finished') throw new EndTask(whyRoundEnded(end));
    finished += 1;
    if (finished === 2) throw new EndTask(nothingToChange(end.summary));
    sayText(conversation, composeNoPlan());
  }
  record.plan = { plan: planning.plan, round: { actions, usage: record.openUsage, modelCalls } };
  record.openUsage = noUsage;
  planning.isAccepted = true;
}
