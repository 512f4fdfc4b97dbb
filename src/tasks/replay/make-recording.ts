import { redactSecrets } from '../../security/redact-secrets.ts';
import type { Outcome } from '../outcome.ts';
import type { FixRequest } from '../task.ts';
import { type RecordedStep, type Recording, recordingSchema } from './recording.ts';
import { type ReplayParts, replayFix } from './replay-fix.ts';

export interface EndedFix {
  readonly taskId: string;
  readonly request: FixRequest;
  readonly model: string;
  readonly base: string | null;
  readonly outcome: Outcome;
  readonly steps: readonly Pick<RecordedStep, 'name' | 'result'>[];
}

/**
 * Makes the recording of a fix that ended. Secrets are taken out of all that was recorded; the fix is then replayed once, to
 * learn what it asked the model and what it committed. Where this version of the product does something else than the one
 * that recorded, the recording shows it at the same step.
 */
export async function makeRecording(fix: EndedFix, parts: ReplayParts): Promise<Recording> {
  const original = { format: 'goat recording 1', ...fix, outcome: `${fix.outcome.kind}: ${fix.outcome.reason}` };
  const clean = withoutSecrets(original);
  const recording = recordingSchema.parse(clean);
  // What is taken out, of the issue as well, changes what the model would be asked: then, what is asked now is what counts.
  const isRedacted = JSON.stringify(clean) !== JSON.stringify(original);
  const { steps } = await replayFix(recording, parts, isRedacted);
  return { ...recording, steps: [...steps, ...recording.steps.slice(steps.length)] };
}

/** All texts in it, the keys of objects too. */
function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return redactSecrets(value);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [redactSecrets(key), withoutSecrets(item)]));
}
