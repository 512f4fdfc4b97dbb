import { ulid } from 'ulid';
import type { TaskRequest } from './task.ts';
import type { TaskEngine } from './task-engine.ts';
import type { TaskStore } from './task-store.ts';

/**
 * Starts a task, once for each delivery of the same kind. When it resolves, the task is on disk and on its queue; when
 * it throws, the same delivery can be made again.
 */
export async function startTask(
  { store, engine }: { store: TaskStore; engine: TaskEngine },
  request: TaskRequest,
  deliveryId: string,
): Promise<{ taskId: string; created: boolean }> {
  const { id, created } = await store.add(ulid(), request, deliveryId);
  await engine.enqueue(id, request);
  return { taskId: id, created };
}
