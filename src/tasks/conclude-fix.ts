import { checkOf } from '../publish/check.ts';
import { renderOutcome } from '../publish/tracking-comment.ts';
import type { FixParts } from './fix.ts';
import { type FixRecord, headOf } from './fix-record.ts';
import type { Outcome } from './outcome.ts';
import type { Steps } from './steps.ts';

/** Lets the tracking comment end with the outcome, and leaves no branch behind that holds nothing. */
export async function concludeFix(
  { publisher, saveRecord }: FixParts,
  record: FixRecord,
  outcome: Outcome,
  steps: Steps,
): Promise<void> {
  // A stranger must not be able to make the bot write, and most labels ask for nothing.
  if (outcome.kind === 'not allowed' || outcome.kind === 'ignored') return;
  const body = renderOutcome(record, outcome);
  await steps.run('report the outcome', async () => {
    await saveRecord(record);
    await publisher.writeTrackingComment(body);
  });
  const head = headOf(record);
  if (head !== null) {
    await steps.run('write the check', () => publisher.writeCheck(checkOf(record, outcome, head.sha)));
  }
  const { base, branch } = record;
  if (base && branch && headOf(record) === null) {
    await steps.run('remove the empty branch', () => publisher.removeBranch(branch, base.sha));
  }
}
