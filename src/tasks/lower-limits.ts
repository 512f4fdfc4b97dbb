import type { FixLimits } from './task.ts';

/** Limits as a person or a repository asks for them; what is left out, or null, is not asked for. */
export type WishedLimits = { readonly [Limit in keyof FixLimits]?: number | null | undefined };

/** The limits that hold when others are asked for: each can become lower, and none higher. */
export function lowerLimits(limits: FixLimits, wished: WishedLimits): FixLimits {
  const lower = (limit: number | undefined, wish: number | null | undefined) => Math.min(limit ?? most, wish ?? most);
  const dollars = lower(limits.dollars, wished.dollars);
  const minutes = lower(limits.minutes, wished.minutes);
  return {
    iterations: lower(limits.iterations, wished.iterations),
    tokens: lower(limits.tokens, wished.tokens),
    ...(dollars < most && { dollars }),
    ...(minutes < most && { minutes }),
  };
}

const most = Number.POSITIVE_INFINITY;
