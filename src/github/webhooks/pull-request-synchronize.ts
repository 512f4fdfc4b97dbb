import { z } from 'zod';
import { startPayload, toRepository, unexpected } from './payload.ts';
import { ignore, type Reaction } from './reaction.ts';

const schema = z.object({
  ...startPayload,
  pull_request: z.object({
    number: z.number().int().positive(),
    head: z.object({
      ref: z.string(),
      repo: z.object({ id: z.number() }).nullish(),
    }),
  }),
});

/** A push to the branch of a pull request: where it is one of ours, what it claims may no longer hold. */
export function pullRequestSynchronize(payload: unknown): Reaction {
  const checked = schema.safeParse(payload);
  if (!checked.success) return unexpected(checked.error);
  const { pull_request: pull, repository } = checked.data;
  // Anyone may name a fork's branch so.
  if (!pull.head.ref.startsWith('goat/') || pull.head.repo?.id !== repository.id) return ignore('not a branch of ours');
  return {
    kind: 'start',
    request: {
      kind: 'recheck',
      repository: toRepository(checked.data),
      pullNumber: pull.number,
    },
  };
}
