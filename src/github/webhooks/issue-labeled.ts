import { z } from 'zod';
import { authorOf, taskPayload, toIssue, toRepository, unexpected } from './payload.ts';
import { ignore, type Reaction, type TriggerSettings } from './reaction.ts';

const schema = z.object({ ...taskPayload, label: z.object({ name: z.string() }) });

/** A label on an issue may ask for a fix. Which ones do, the repository says, so that the task asks it first. */
export function issueLabeled(payload: unknown, { label, limits }: TriggerSettings): Reaction {
  const checked = schema.safeParse(payload);
  if (!checked.success) return unexpected(checked.error);
  const event = checked.data;
  if (event.sender.type !== 'User') return ignore('not labeled by a person');
  if (event.issue.pull_request) return ignore('a pull request');
  if (event.issue.state !== 'open') return ignore('a closed issue');
  return {
    kind: 'start',
    request: {
      kind: 'fix',
      repository: toRepository(event),
      issue: toIssue(event),
      hint: '',
      sender: event.sender.login,
      commentId: null,
      ...authorOf(event),
      limits,
      // GitHub takes labels that differ only in case for the same.
      label: { name: event.label.name, isDefault: event.label.name.toLowerCase() === label.toLowerCase() },
    },
  };
}
