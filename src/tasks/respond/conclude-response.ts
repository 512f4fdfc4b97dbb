import { checkOf } from '../../publish/check.ts';
import { responseCommit } from '../../publish/feedback-answers.ts';
import type { FixRecord } from '../fix/fix-record.ts';
import { reportOutcome } from '../fix/report-outcome.ts';
import type { Outcome } from '../outcome.ts';
import type { Steps } from '../steps.ts';
import type { RespondParts } from './respond.ts';

/** Lets the comment of a response end with its outcome. Where there was nothing to answer, nothing is said. */
export async function concludeResponse(
  parts: RespondParts,
  record: FixRecord | null,
  outcome: Outcome,
  steps: Steps,
): Promise<void> {
  if (record === null || outcome.kind === 'ignored') return;
  await reportOutcome(parts, record, outcome, steps);
  const last = responseCommit(record);
  if (last === null) return;
  await steps.run('write the check', () => parts.publisher.writeCheck(checkOf(record, outcome, last.commit.sha)));
}
