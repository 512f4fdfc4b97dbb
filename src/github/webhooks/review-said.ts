import { z } from 'zod';
import { cutText } from '../../text/cut-text.ts';
import { startPayload, toRepository, unexpected } from './payload.ts';
import { ignore, type Reaction } from './reaction.ts';

const said = z.object({ body: z.string().nullish(), html_url: z.string() });
const schema = z.object({
  ...startPayload,
  pull_request: z.object({ head: z.object({ ref: z.string(), repo: z.object({ id: z.number() }).nullish() }) }),
  comment: said.optional(),
  review: said.optional(),
});

/** A rule stands near the beginning of what a reviewer writes. */
const longestText = 10_000;

/** A review of a pull request of ours, or a comment in one: it may state how things are done here. */
export function reviewSaid(payload: unknown): Reaction {
  const checked = schema.safeParse(payload);
  if (!checked.success) return unexpected(checked.error);
  const { pull_request: pull, repository, sender, comment, review } = checked.data;
  if (sender.type !== 'User') return ignore('not written by a person');
  if (!pull.head.ref.startsWith('goat/') || pull.head.repo?.id !== repository.id) return ignore('not a branch of ours');
  const { body, html_url: url = '' } = comment ?? review ?? {};
  if (!body?.trim()) return ignore('nothing is said');
  return {
    kind: 'start',
    request: {
      kind: 'learn',
      repository: toRepository(checked.data),
      lesson: { kind: 'said', text: cutText(body, longestText), url },
      sender: sender.login,
      isBot: false,
    },
  };
}
