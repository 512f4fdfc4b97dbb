import { checkOf } from '../publish/check.ts';
import { responseCommit } from '../publish/feedback-answers.ts';
import { renderOutcome } from '../publish/tracking-comment.ts';
import type { FixRecord } from './fix-record.ts';
import type { Outcome } from './outcome.ts';
import type { RespondParts } from './respond.ts';
import type { Steps } from './steps.ts';

/** Lets the comment of a response end with its outcome. Where there was nothing to answer, nothing is said. */
export async function concludeResponse(
  { publisher, saveRecord }: RespondParts,
  record: FixRecord | null,
  outcome: Outcome,
  steps: Steps,
): Promise<void> {
  if (record === null || outcome.kind === 'ignored') return;
  const body = renderOutcome(record, outcome);
  await steps.run('report the outcome', async () => {
    await saveRecord(record);
    await publisher.writeTrackingComment(body);
  });
  const last = responseCommit(record);
  if (last === null) return;
  await steps.run('write the check', () => publisher.writeCheck(checkOf(record, outcome, last.commit.sha)));
}
