import { noUsage } from '../../text/usage.ts';
import { secondsSince } from './begin-round.ts';
import type { FixParts } from './fix.ts';
import type { FixRecord } from './fix-record.ts';

/** Once the record holds the round that was open. */
export function closeRound(record: FixRecord): void {
  record.openUsage = noUsage;
  record.openRound = null;
}

/** Notes what the round took that the task ends in. It asks for the time, so it is for inside a step. */
export async function timeOpenRound(record: FixRecord, elapsed: FixParts['elapsed']): Promise<void> {
  const { openRound } = record;
  if (openRound) record.openRound = { ...openRound, seconds: secondsSince(openRound.start, await elapsed()) };
}
