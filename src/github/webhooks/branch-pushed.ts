import { z } from 'zod';
import { startPayload, toRepository, unexpected } from './payload.ts';
import { ignore, type Reaction } from './reaction.ts';

const schema = z.object({ ...startPayload, ref: z.string(), after: z.string(), deleted: z.boolean() });

/** A push to a branch that pull requests of ours are to be merged into: they may conflict with it now. */
export function branchPushed(payload: unknown): Reaction {
  const checked = schema.safeParse(payload);
  if (!checked.success) return unexpected(checked.error);
  const { ref, after, deleted } = checked.data;
  const branch = /^refs\/heads\/(.+)$/s.exec(ref)?.[1];
  if (branch === undefined || deleted) return ignore('no branch that has moved');
  if (branch.startsWith('goat/')) return ignore('a branch of ours');
  return {
    kind: 'feedback',
    repository: toRepository(checked.data),
    on: { base: branch },
    feedback: { kind: 'base moved', commit: after },
  };
}
