import type { Steps } from '../tasks/steps.ts';
import { priced } from './dollars-of.ts';
import { hashRequest } from './hash-request.ts';
import type { Model, ModelReply, ModelRequest } from './model.ts';

/** A step may record 256 KB; this leaves room for what is recorded around the reply. */
const maxReplyBytes = 200_000;

interface RecordedReply {
  readonly requestHash: string;
  /** Without its content when it was too large. */
  readonly reply: ModelReply;
  readonly bytes: number;
}

export type Answer =
  | { readonly kind: 'reply'; readonly reply: ModelReply }
  | { readonly kind: 'too large'; readonly reply: ModelReply; readonly reason: string }
  | { readonly kind: 'diverged'; readonly reason: string };

/**
 * One call of the model as one recorded step: a reply that is recorded is not paid again. When the record belongs to
 * another request than the one that would be sent now, its reply means nothing here, and the answer is `diverged`.
 */
export async function askModel(model: Model, request: ModelRequest, steps: Steps): Promise<Answer> {
  const requestHash = hashRequest(model.name, request);
  const recorded = await steps.run<RecordedReply>('model reply', async (signal) => {
    const unpriced = await model.generate(request, signal);
    // Recorded with the reply: prices that change later must not change what a recovered task has spent.
    const reply = { ...unpriced, usage: priced(unpriced.usage, model.name) };
    const bytes = Buffer.byteLength(JSON.stringify(reply));
    return { requestHash, reply: bytes > maxReplyBytes ? { ...reply, content: [] } : reply, bytes };
  });
  if (recorded.requestHash !== requestHash) {
    return {
      kind: 'diverged',
      reason: 'After the restart the task would ask the model something else than it did before, so it cannot go on.',
    };
  }
  const { reply, bytes } = recorded;
  if (bytes <= maxReplyBytes) return { kind: 'reply', reply };
  return { kind: 'too large', reply, reason: `The model's reply has ${bytes} bytes; ${maxReplyBytes} are allowed.` };
}
