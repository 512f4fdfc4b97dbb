import { z } from 'zod';
import { unexpected } from './payload.ts';
import { ignore, type Reaction } from './reaction.ts';

const schema = z.object({
  repository: z.object({ id: z.number().int().positive() }),
  workflow_run: z.object({
    id: z.number().int().positive(),
    event: z.string(),
    display_title: z.string().nullish(),
  }),
});

/** A finished run of Actions: it may be one that a task waits for. */
export function workflowRunCompleted(payload: unknown): Reaction {
  const checked = schema.safeParse(payload);
  if (!checked.success) return unexpected(checked.error);
  const { repository, workflow_run: run } = checked.data;
  // Tasks start their runs by a dispatch; most runs of a repository are none of them.
  if (run.event !== 'workflow_dispatch') return ignore('not a dispatched run');
  return {
    kind: 'run completed',
    run: { repositoryId: repository.id, runId: run.id, title: run.display_title ?? '' },
  };
}
