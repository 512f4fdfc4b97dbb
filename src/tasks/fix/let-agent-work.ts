import { type GenerationEnd, generatePatch } from '../../agent/generate-patch.ts';
import { defaultBudget } from '../../context/context-budget.ts';
import { addUsage, inputOf } from '../../text/usage.ts';
import type { Outcome } from '../outcome.ts';
import { budgetOf } from './budget-of.ts';
import { describeAction } from './describe-action.ts';
import type { Fix } from './fix.ts';
import type { PreparedAgent } from './prepare-agent.ts';

/** Replies that one generation may take before it counts as lost. */
const mostTurns = 50;

/**
 * Lets the agent work until it is done with its round, within what the task has left to spend.
 * @param actions gets a line for everything that the agent asks for.
 */
export async function letAgentWork(
  task: Fix,
  { tools, conversation }: Pick<PreparedAgent, 'tools' | 'conversation'>,
  actions: string[],
): Promise<GenerationEnd> {
  const { record, config, model, steps } = task;
  return generatePatch(
    {
      model,
      tools,
      steps,
      budget: budgetOf(task),
      maxTurns: mostTurns,
      maxReplyTokens: Math.min(defaultBudget.replyTokens, config.limits.reply),
      // At once: whoever stops the task, or a model that fails, ends the round without another word.
      onReply(usage) {
        if (record.opening?.reported === null) record.opening = { ...record.opening, reported: inputOf(usage) };
        record.openUsage = addUsage(record.openUsage, usage);
        const { openRound } = record;
        if (openRound) record.openRound = { ...openRound, modelCalls: openRound.modelCalls + 1 };
      },
      onTurn: (turn) => void actions.push(...turn.actions.map(describeAction)),
    },
    conversation,
  );
}

/** How a task ends whose agent did not come to the end of a round. */
export function whyRoundEnded({ kind, reason }: Exclude<GenerationEnd, { kind: 'finished' }>): Outcome {
  if (kind === 'budget exceeded') {
    return { kind, reason, next: 'Comment `/goat fix` with a narrower hint, or let the operator raise the budget.' };
  }
  return { kind: 'failed', reason, next: 'Comment `/goat fix` with a hint to try again.' };
}

export function nothingToChange(summary: string): Outcome {
  return {
    kind: 'declined',
    reason: `The agent found nothing to change: ${summary}`,
    next: 'Say in the issue what is missing, and comment `/goat fix` again.',
  };
}
