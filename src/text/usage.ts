import type { Usage } from '../agent/model.ts';

export const noUsage: Usage = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };

export function addUsage(a: Usage, b: Usage): Usage {
  const isPriced = a.dollars !== undefined || b.dollars !== undefined;
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
    ...(isPriced && { dollars: (a.dollars ?? 0) + (b.dollars ?? 0) }),
  };
}

/** Tokens that went in, whether they were read from the cache or not. */
export function inputOf(usage: Usage): number {
  return usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
}

/** The share of the input that was read from the cache, from 0 to 1; null where nothing went in. */
export function cacheShare(usage: Usage): number | null {
  const input = inputOf(usage);
  return input === 0 ? null : usage.cacheReadTokens / input;
}

export function totalTokens(usage: Usage): number {
  return inputOf(usage) + usage.outputTokens;
}
