import { renderOutcome } from '../../publish/tracking-comment.ts';
import type { Outcome } from '../outcome.ts';
import type { Steps } from '../steps.ts';
import { timeOpenRound } from './close-round.ts';
import type { FixParts } from './fix.ts';
import type { FixRecord } from './fix-record.ts';

/** Lets the tracking comment end with the outcome, and keeps the record as it is then. */
export async function reportOutcome(
  { publisher, saveRecord, elapsed }: Pick<FixParts, 'publisher' | 'saveRecord' | 'elapsed'>,
  record: FixRecord,
  outcome: Outcome,
  steps: Steps,
): Promise<void> {
  await steps.run('report the outcome', async () => {
    await timeOpenRound(record, elapsed);
    await saveRecord(record);
    await publisher.writeTrackingComment(renderOutcome(record, outcome));
  });
}
