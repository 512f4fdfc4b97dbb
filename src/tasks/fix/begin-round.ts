import { readClock } from './budget-of.ts';
import type { Fix } from './fix.ts';
import type { RoundRecord } from './fix-record.ts';

/** What a round took until its edits, or its plan, held. */
type Spent = Pick<RoundRecord, 'usage' | 'modelCalls' | 'seconds'>;

/**
 * Begins a round of the agent, which stays open until the record holds it: a task may end in it.
 * @returns what tells what it has taken so far.
 */
export async function beginRound(task: Fix): Promise<() => Promise<Spent>> {
  const { record } = task;
  const start = await readClock(task);
  record.openRound = { start, modelCalls: 0, seconds: null };
  return async () => ({
    usage: record.openUsage,
    modelCalls: record.openRound?.modelCalls ?? 0,
    seconds: secondsSince(start, await readClock(task)),
  });
}

/** In milliseconds. */
export function secondsSince(start: number, now: number): number {
  return Math.round((now - start) / 1000);
}
