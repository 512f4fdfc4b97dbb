import { inputOf } from '../text/usage.ts';
import type { Usage } from './model.ts';
import { pricesOf } from './model-facts.ts';

/** What one reply cost, in dollars; null where the model's prices are not known. */
export function dollarsOf(usage: Usage, model: string): number | null {
  const prices = pricesOf(model, inputOf(usage));
  if (prices === null) return null;
  const millionths =
    usage.inputTokens * prices.input +
    usage.outputTokens * prices.output +
    usage.cacheWriteTokens * prices.cacheWrite +
    usage.cacheReadTokens * prices.cacheRead;
  return millionths / 1_000_000;
}

/** The usage of one reply with what it cost, where that is known. */
export function priced(usage: Usage, model: string): Usage {
  const dollars = dollarsOf(usage, model);
  return dollars === null ? usage : { ...usage, dollars };
}
