import type { TaskEngine } from './task-engine.ts';
import type { TaskStore } from './task-store.ts';

/** How the workflow file titles a run that a task started: the task's ULID, then the iteration. */
const TITLE = /^goat ([0-9A-HJKMNP-TV-Z]{26}) #\d+$/;

/** Wakes the task that waits for a finished run. Titles are set by whoever can start runs, so the repository must fit. */
export async function wakeForRun(
  { store, engine }: { store: TaskStore; engine: TaskEngine },
  run: { readonly repositoryId: number; readonly runId: number; readonly title: string },
): Promise<void> {
  const taskId = TITLE.exec(run.title)?.[1];
  const task = taskId === undefined ? null : await store.read(taskId);
  if (task?.request.repository.host !== 'github' || task.request.repository.id !== run.repositoryId) return;
  await engine.send(task.id, { type: 'workflow run completed', runId: run.runId }, `run:${run.runId}`);
}
