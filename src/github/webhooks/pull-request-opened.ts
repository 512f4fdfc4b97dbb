import { z } from 'zod';
import { startPayload, toRepository, unexpected } from './payload.ts';
import { ignore, type Reaction, type TriggerSettings } from './reaction.ts';

/** What every event of a pull request that starts a task has to hold. */
export const pullPayload = z.object({
  ...startPayload,
  action: z.string(),
  pull_request: z.object({
    number: z.number().int().positive(),
    head: z.object({
      ref: z.string(),
      repo: z.object({ id: z.number() }).nullish(),
    }),
  }),
});

type PullPayload = z.output<typeof pullPayload>;

/** A pull request that is new, or out of draft. What of it is reviewed, the repository says, so the task asks it first. */
export function pullRequestOpened(payload: unknown, settings: TriggerSettings): Reaction {
  const checked = pullPayload.safeParse(payload);
  if (!checked.success) return unexpected(checked.error);
  if (isOurBranch(checked.data)) return ignore('a pull request of ours');
  return startReview(checked.data, checked.data.action === 'opened' ? 'opened' : 'ready for review', settings);
}

/** Anyone may name a fork's branch so. */
export function isOurBranch({ pull_request: { head }, repository }: PullPayload): boolean {
  return head.ref.startsWith('goat/') && head.repo?.id === repository.id;
}

export function startReview(
  event: PullPayload,
  trigger: 'opened' | 'ready for review' | 'push',
  { limits: { tokens } }: TriggerSettings,
): Reaction {
  return {
    kind: 'start',
    request: {
      kind: 'review',
      repository: toRepository(event),
      issueNumber: event.pull_request.number,
      trigger,
      sender: event.sender.login,
      commentId: null,
      paths: [],
      tokens,
    },
  };
}
