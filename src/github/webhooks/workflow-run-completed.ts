import { z } from 'zod';
import { taskOfRun } from '../../text/task-of-run.ts';
import { startPayload, toRepository, unexpected } from './payload.ts';
import { ignore, type Reaction } from './reaction.ts';

const schema = z.object({
  repository: z.object({ id: z.number().int().positive() }),
  workflow_run: z.object({
    id: z.number().int().positive(),
    event: z.string(),
    display_title: z.string().nullish(),
    name: z.string().nullish(),
    conclusion: z.string().nullish(),
    head_branch: z.string().nullish(),
    head_sha: z.string().nullish(),
    html_url: z.string().nullish(),
  }),
});
type Run = z.output<typeof schema>['workflow_run'];

/** A finished run of Actions: it may be one that a task waits for, or one that failed on a branch of ours. */
export function workflowRunCompleted(payload: unknown): Reaction {
  const checked = schema.safeParse(payload);
  if (!checked.success) return unexpected(checked.error);
  const { repository, workflow_run: run } = checked.data;
  // Whoever dispatches a run can write its title, so one that names a task counts as ours even when it failed.
  const failed = run.conclusion === 'failure' || run.conclusion === 'timed_out';
  if (run.event === 'workflow_dispatch' && (isOurs(run) || !failed)) {
    return {
      kind: 'run completed',
      run: { repositoryId: repository.id, runId: run.id, title: run.display_title ?? '' },
    };
  }
  return failed ? redRun(run, payload) : ignore('not a failed run');
}

function redRun(run: Run, payload: unknown): Reaction {
  const checked = z.object(startPayload).safeParse(payload);
  if (!checked.success) return unexpected(checked.error);
  if (!run.head_branch || !run.head_sha) return ignore('a run without a branch');
  const url = run.html_url ?? null;
  const name = run.name ?? 'a workflow';
  return {
    kind: 'feedback',
    repository: toRepository(checked.data),
    on: { head: run.head_branch },
    feedback: { kind: 'run', id: run.id, name, commit: run.head_sha, url, text: '' },
  };
}

function isOurs({ display_title: title }: Run): boolean {
  return taskOfRun(title ?? '') !== undefined;
}
