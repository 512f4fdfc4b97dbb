import { composeAnswer, composeNoPlan, composePlanned, composePlanRequest } from '../../agent/compose-request.ts';
import { sayText } from '../../agent/conversation.ts';
import type { Plan } from '../../agent/plan.ts';
import type { Base } from '../../publish/publisher.ts';
import { noUsage } from '../../text/usage.ts';
import { beginRound } from '../fix/begin-round.ts';
import { closeRound } from '../fix/close-round.ts';
import type { Fix } from '../fix/fix.ts';
import type { PlanRecord } from '../fix/fix-record.ts';
import { letAgentWork, nothingToChange, whyRoundEnded } from '../fix/let-agent-work.ts';
import type { PreparedAgent } from '../fix/prepare-agent.ts';
import { reportProgress } from '../fix/report-progress.ts';
import { EndTask } from '../outcome.ts';
import { askPerson } from './ask-person.ts';
import { assessPlan } from './assess-plan.ts';

export interface Planned {
  readonly plan: PlanRecord;
  /** Whether a person was asked on the way, so that the task had ended in between. */
  readonly hasWaited: boolean;
}

/**
 * Lets the agent plan, in the conversation in which it will edit, or takes over the plan that an earlier task was asked for.
 * Ends the task where there is none, where the agent says twice that there is nothing to do, or where it has to ask.
 */
export async function planChange(task: Fix, agent: PreparedAgent, base: Base): Promise<Planned> {
  const { taskId, record, request, config, steps } = task;
  const { planning, conversation } = agent;
  const actions: string[] = [];
  const round = { actions, usage: noUsage, modelCalls: 0, seconds: 0 };
  const earlier =
    request.planOnly === true ? null : await steps.run('look for an earlier plan', () => task.takeOverPlan(base.sha));
  if (earlier !== null) {
    sayText(conversation, composePlanned(taskId, earlier.plan));
    return { plan: await note(earlier.plan, round, earlier.taskId), hasWaited: false };
  }
  await reportProgress(task, 'planning the change');
  sayText(conversation, composePlanRequest(taskId, config.risk.forbid));
  const spent = await beginRound(task);
  let hasWaited = false;
  for (let finished = 0; ; ) {
    const end = await letAgentWork(task, agent, actions);
    const { plan } = planning;
    if (plan?.question !== undefined) {
      const answer = await askPerson(task, plan.question);
      hasWaited = true;
      planning.plan = null;
      sayText(conversation, composeAnswer(taskId, answer.text));
    } else if (plan !== null) {
      const noted = await note(plan, { actions, ...(await spent()) }, null);
      closeRound(record);
      return { plan: noted, hasWaited };
    } else if (end.kind === 'finished') {
      finished += 1;
      if (finished === 2) throw new EndTask(nothingToChange(end.summary));
      sayText(conversation, composeNoPlan());
    } else {
      throw new EndTask(whyRoundEnded(end));
    }
  }

  async function note(plan: Plan, round: PlanRecord['round'], from: string | null): Promise<PlanRecord> {
    record.plan = { plan, ...(await assessPlan(task, agent, plan, base)), allowedBy: null, from, round };
    return record.plan;
  }
}
