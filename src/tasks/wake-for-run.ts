import { taskOfRun } from '../text/task-of-run.ts';
import type { TaskEngine } from './task-engine.ts';
import type { TaskStore } from './task-store.ts';

/** Wakes the task that waits for a finished run. A title can be written by others, so the repository must fit. */
export async function wakeForRun(
  { store, engine }: { store: TaskStore; engine: TaskEngine },
  run: { readonly repositoryId: number; readonly runId: number; readonly title: string },
): Promise<void> {
  const taskId = taskOfRun(run.title);
  const task = taskId === undefined ? null : await store.read(taskId);
  if (task?.request.repository.host !== 'github' || task.request.repository.id !== run.repositoryId) return;
  await engine.send(task.id, { type: 'workflow run completed', runId: run.runId }, `run:${run.runId}`);
}
