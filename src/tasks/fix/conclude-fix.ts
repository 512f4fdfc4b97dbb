import { checkOf } from '../../publish/check.ts';
import type { Outcome } from '../outcome.ts';
import type { Steps } from '../steps.ts';
import type { FixParts } from './fix.ts';
import { type FixRecord, headOf } from './fix-record.ts';
import { reportOutcome } from './report-outcome.ts';

/** Lets the tracking comment end with the outcome, and leaves no branch behind that holds nothing. */
export async function concludeFix(parts: FixParts, record: FixRecord, outcome: Outcome, steps: Steps): Promise<void> {
  // A stranger must not be able to make the bot write, and most labels ask for nothing.
  if (outcome.kind === 'not allowed' || outcome.kind === 'ignored') return;
  await reportOutcome(parts, record, outcome, steps);
  const { publisher } = parts;
  const { base, branch } = record;
  const head = headOf(record);
  if (head !== null) {
    await steps.run('write the check', () => publisher.writeCheck(checkOf(record, outcome, head.sha)));
  } else if (base && branch) {
    await steps.run('remove the empty branch', () => publisher.removeBranch(branch, base.sha));
  }
}
