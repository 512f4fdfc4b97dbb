import { z } from 'zod';
import { readRemark, remark, reviewPayload } from './feedback-payload.ts';
import { toRepository, unexpected } from './payload.ts';
import { ignore, type Reaction } from './reaction.ts';

const schema = z.object({ ...reviewPayload, review: remark });

/** A submitted review: its own words. Its comments on lines come one by one. */
export function reviewSubmitted(payload: unknown): Reaction {
  const checked = schema.safeParse(payload);
  if (!checked.success) return unexpected(checked.error);
  const read = readRemark(checked.data.review);
  if (typeof read === 'string') return ignore(read);
  return {
    kind: 'feedback',
    repository: toRepository(checked.data),
    on: { pull: checked.data.pull_request.number },
    feedback: { kind: 'review', ...read },
  };
}
