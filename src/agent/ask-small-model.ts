import { countTokens } from '../text/tokens.ts';
import { noUsage } from '../text/usage.ts';
import { type Budget, type NextCall, roomWithin } from './budget.ts';
import { priced } from './dollars-of.ts';
import type { Model, Usage } from './model.ts';
import { assumedRatio } from './token-ratio.ts';

export interface SmallQuestion {
  readonly system: string;
  readonly text: string;
  /** Room for the reply, in tokens. */
  readonly replyTokens: number;
}

export interface SmallAnswer {
  /** What the model said; empty where it said nothing, or declined. */
  readonly text: string;
  readonly usage: Usage;
}

/** What a call without a conversation takes, for the budget: its tokens as estimated. */
export function callOf({ system, text, replyTokens }: SmallQuestion, model: string): NextCall {
  const promptTokens = Math.ceil((countTokens(system) + countTokens(text)) * assumedRatio);
  return { model, promptTokens, cachedTokens: 0, maxTokens: replyTokens };
}

/**
 * Asks a cheap model something that the task can do without.
 * @returns null where no reply was had, or the budget, whose time does not count here, has no room for one.
 * @throws the signal's reason when aborted.
 */
export async function askSmallModel(
  model: Model,
  question: SmallQuestion,
  signal: AbortSignal,
  budget?: Omit<Budget, 'elapsed'>,
): Promise<SmallAnswer | null> {
  const { system, text, replyTokens } = question;
  if (budget !== undefined) {
    const room = await roomWithin({ ...budget, elapsed: undefined }, noUsage, callOf(question, model.name));
    if (room.kind === 'spent') return null;
  }
  const reply = await model
    .generate(
      { system, messages: [{ role: 'user', content: [{ type: 'text', text }] }], tools: [], maxTokens: replyTokens },
      signal,
    )
    // Why there is none makes no difference: nothing must fail for want of it.
    .catch(() => undefined);
  signal.throwIfAborted();
  if (reply === undefined) return null;
  const said = reply.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n');
  return { text: reply.stopReason === 'refusal' ? '' : said, usage: priced(reply.usage, model.name) };
}
