import { formatDollars } from '../text/dollars.ts';
import { inputOf, noUsage, totalTokens } from '../text/usage.ts';
import type { Usage } from './model.ts';
import { pricesOf } from './model-facts.ts';

/** What a task may spend, and has spent. All of it comes from recorded steps, so it is the same after a recovery. */
export interface Budget {
  /** All tokens of all replies of the task together: input, output and both sides of the cache. */
  readonly limitTokens: number;
  /** Spent before this generation. */
  readonly spentTokens: number;
  /** Counts for models whose prices are known; without it there is no such limit. */
  readonly limitDollars?: number | undefined;
  readonly spentDollars?: number;
  /** How long the task may be worked on; without it there is no such limit. */
  readonly limitMinutes?: number | undefined;
  /** Milliseconds for which the task has been worked on so far, without the time that it waited for a person. */
  readonly elapsed?: (() => Promise<number>) | undefined;
  /** The share of the tokens and dollars that is left for what comes after this generation; none without it. */
  readonly kept?: number;
}

/** A call that is about to be made. */
export interface NextCall {
  readonly model: string;
  /** The model's own tokens of the prompt, as estimated. */
  readonly promptTokens: number;
  /** As many of them stood in the call before, which the model reads from its cache. */
  readonly cachedTokens: number;
  /** Room for the reply that is wished for, in tokens. */
  readonly maxTokens: number;
}

/** The room that a call's reply may have, or why it may not be made. */
export type Room =
  | { readonly kind: 'room'; readonly maxTokens: number }
  | { readonly kind: 'spent'; readonly reason: string };

/** A reply with less room, in tokens, would be cut off before it had done anything. */
const leastReply = 1_000;

/**
 * Asked before every call: the reply gets no more room than what is left would pay, so that a task exceeds its budget
 * by less than one reply even where the prompt turns out larger than estimated.
 * @param usage of this generation so far.
 */
export async function roomWithin(budget: Budget, usage: Usage, call: NextCall): Promise<Room> {
  const late = await whyTimeIsUp(budget);
  if (late !== null) return { kind: 'spent', reason: late };
  const { limitTokens, limitDollars, kept = 0 } = budget;
  const least = Math.min(call.maxTokens, leastReply);
  const tokens = budget.spentTokens + totalTokens(usage);
  const roomOfTokens = Math.floor(limitTokens * (1 - kept)) - tokens - call.promptTokens;
  if (roomOfTokens < least) {
    return { kind: 'spent', reason: whySpent(limitTokens - tokens, `${count(limitTokens)} tokens`, count(tokens)) };
  }
  const prices = pricesOf(call.model, call.promptTokens);
  if (limitDollars === undefined || prices === null) {
    return { kind: 'room', maxTokens: Math.min(call.maxTokens, roomOfTokens) };
  }
  const dollars = (budget.spentDollars ?? 0) + (usage.dollars ?? 0);
  const written = Math.max(0, call.promptTokens - call.cachedTokens);
  const prompt = (written * prices.cacheWrite + (call.promptTokens - written) * prices.cacheRead) / 1_000_000;
  const roomOfDollars = Math.floor(((limitDollars * (1 - kept) - dollars - prompt) * 1_000_000) / prices.output);
  if (roomOfDollars < least) {
    return {
      kind: 'spent',
      reason: whySpent(limitDollars - dollars, formatDollars(limitDollars), formatDollars(dollars)),
    };
  }
  return { kind: 'room', maxTokens: Math.min(call.maxTokens, roomOfTokens, roomOfDollars) };
}

async function whyTimeIsUp({ limitMinutes, elapsed }: Budget): Promise<string | null> {
  // Read in any case: the costs are told with the time that they took.
  const minutes = elapsed === undefined ? 0 : (await elapsed()) / 60_000;
  if (limitMinutes === undefined || minutes < limitMinutes) return null;
  return `The budget of ${count(limitMinutes)} ${limitMinutes === 1 ? 'minute' : 'minutes'} is spent.`;
}

function whySpent(left: number, limit: string, used: string): string {
  if (left <= 0) return `The budget of ${limit} is spent (${used} used).`;
  return `What is left of the budget of ${limit} does not pay another call of the model (${used} used).`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** How much of the next prompt the model has in its cache after this reply. */
export function cachedBy(reply: Usage = noUsage): number {
  return reply.cacheReadTokens + reply.cacheWriteTokens > 0 ? inputOf(reply) : 0;
}
