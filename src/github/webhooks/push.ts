import { z } from 'zod';
import { findReverts } from '../../text/find-reverts.ts';
import { startPayload, toRepository, unexpected } from './payload.ts';
import { ignore, type Reaction } from './reaction.ts';

const schema = z.object({
  ...startPayload,
  ref: z.string(),
  commits: z.array(z.object({ message: z.string() })).max(10_000),
});

/** A push to the default branch: a commit in it may take back what was merged. */
export function push(payload: unknown): Reaction {
  const checked = schema.safeParse(payload);
  if (!checked.success) return unexpected(checked.error);
  const { ref, repository, commits: pushed, sender } = checked.data;
  if (ref !== `refs/heads/${repository.default_branch}`) return ignore('not the default branch');
  const messages = pushed.map(({ message }) => message);
  const { commits, pulls } = findReverts(messages, `${repository.owner.login}/${repository.name}`);
  if (commits.length + pulls.length === 0) return ignore('nothing is taken back');
  return {
    kind: 'start',
    request: {
      kind: 'learn',
      repository: toRepository(checked.data),
      lesson: { kind: 'reverted', commits, pulls },
      sender: sender.login,
      isBot: sender.type !== 'User',
    },
  };
}
