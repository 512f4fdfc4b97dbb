import { z } from 'zod';
import type { Lesson } from '../../tasks/task.ts';
import { findReverts } from '../../text/find-reverts.ts';
import { startPayload, toRepository, unexpected } from './payload.ts';
import { ignore, type Reaction } from './reaction.ts';

const schema = z.object({
  ...startPayload,
  pull_request: z.object({
    number: z.number().int().positive(),
    body: z.string().nullish(),
    merged: z.boolean().nullish(),
    merge_commit_sha: z.string().nullish(),
    user: z.object({ login: z.string() }).nullish(),
    head: z.object({ ref: z.string(), sha: z.string(), repo: z.object({ id: z.number() }).nullish() }),
  }),
});
type Payload = z.output<typeof schema>;

/** A pull request was merged or closed: of our fix, of one that is taken back, or of our review there is something to learn. */
export function pullRequestClosed(payload: unknown): Reaction {
  const checked = schema.safeParse(payload);
  if (!checked.success) return unexpected(checked.error);
  const event = checked.data;
  const { pull_request: pull, sender } = event;
  const lesson = isOurs(event) ? ownLesson(event) : (revertLesson(event) ?? reviewLesson(event));
  if (lesson === null) return ignore('nothing of ours');
  // Whoever merges or closes what they made themselves says nothing about it.
  if (isOurs(event) && sender.login === pull.user?.login) return ignore('our own doing');
  return {
    kind: 'start',
    request: {
      kind: 'learn',
      repository: toRepository(event),
      lesson,
      sender: sender.login,
      isBot: sender.type !== 'User',
    },
  };
}

function isOurs({ pull_request: { head }, repository }: Payload): boolean {
  // Anyone may name a fork's branch so.
  return head.ref.startsWith('goat/') && head.repo?.id === repository.id;
}

function ownLesson({ pull_request: { number, merged, merge_commit_sha: mergeCommit, head } }: Payload): Lesson | null {
  if (merged !== true) return { kind: 'closed', pullNumber: number };
  return mergeCommit ? { kind: 'merged', pullNumber: number, head: head.sha, mergeCommit } : null;
}

/** What people made of our review stands in its threads now. */
function reviewLesson({ pull_request: { number } }: Payload): Lesson {
  return { kind: 'reviewed', pullNumber: number };
}

function revertLesson({ pull_request: { merged, body }, repository }: Payload): Lesson | null {
  if (merged !== true) return null;
  const { commits, pulls } = findReverts([body ?? ''], `${repository.owner.login}/${repository.name}`);
  return commits.length + pulls.length === 0 ? null : { kind: 'reverted', commits, pulls };
}
