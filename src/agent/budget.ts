import { totalTokens } from '../text/usage.ts';
import type { Usage } from './model.ts';

export interface Budget {
  /** All tokens of all replies of the task together: input, output and both sides of the cache. */
  readonly limitTokens: number;
  /** Spent before this generation. It comes from recorded replies, so it is the same after a recovery. */
  readonly spentTokens: number;
}

/**
 * Why no further call may be made, or null. Asked before every call, so that a task exceeds its budget by less than
 * one reply.
 * @param usage of this generation so far.
 */
export function whyBudgetIsSpent({ limitTokens, spentTokens }: Budget, usage: Usage): string | null {
  const total = spentTokens + totalTokens(usage);
  if (total < limitTokens) return null;
  const [spent, limit] = [total, limitTokens].map((tokens) => tokens.toLocaleString('en-US'));
  return `The budget of ${limit} tokens is spent (${spent} used).`;
}
