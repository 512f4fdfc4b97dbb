import type { Budget } from '../../agent/budget.ts';
import { addUsage, noUsage, totalTokens } from '../../text/usage.ts';
import type { Fix } from './fix.ts';
import { roundsOf } from './fix-record.ts';

/** What a fix may spend, and has spent so far. */
export function budgetOf(task: Fix): Budget {
  const { limits } = task.request;
  const rounds = roundsOf(task.record).map(({ usage }) => usage);
  const spent = [...rounds, task.record.openUsage].reduce(addUsage, noUsage);
  return {
    limitTokens: limits.tokens,
    spentTokens: totalTokens(spent),
    limitDollars: limits.dollars,
    spentDollars: spent.dollars ?? 0,
    limitMinutes: limits.minutes,
    elapsed: () => readClock(task),
  };
}

/** Milliseconds for which the task has been worked on, without the time that it waited for a person. */
export function readClock({ steps, elapsed }: Pick<Fix, 'steps' | 'elapsed'>): Promise<number> {
  return steps.run('read the clock', () => elapsed());
}
