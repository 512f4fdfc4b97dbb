import type { FixRecord } from './fix/fix-record.ts';
import type { Outcome } from './outcome.ts';
import type { TaskWork } from './run-task.ts';
import type { Steps } from './steps.ts';
import type { Task } from './task.ts';
import type { TaskEngine } from './task-engine.ts';
import type { TaskStore } from './task-store.ts';

export interface ReconcileParts {
  readonly store: TaskStore;
  readonly engine: TaskEngine;
  readonly open: (task: Task, record: FixRecord | null) => TaskWork;
  readonly onError: (taskId: string, error: unknown) => void;
}

/**
 * Gives every task that the engine no longer works on its outcome, and puts tasks on their queue that never reached
 * it. Safe beside workers that run: what is pending there is left alone.
 */
export async function reconcileTasks(parts: ReconcileParts): Promise<void> {
  const { store, engine } = parts;
  for (const task of await store.unfinished()) {
    const state = await engine.workflowState(task.id);
    if (state === 'missing') await engine.enqueue(task.id, task.request);
    if (state === 'of another version') await engine.cancel(task.id);
    if (state === 'ended') await end(task, 'The task was cut off before it could say how it ended.', parts);
    if (state === 'of another version') await end(task, 'A new version was installed while the task ran.', parts);
  }
}

async function end(task: Task, reason: string, { store, open, onError }: ReconcileParts): Promise<void> {
  // It may have ended by itself since the list was read; its outcome is written before the engine counts it as ended.
  if ((await store.outcome(task.id)) !== null) return;
  const outcome: Outcome = { kind: 'failed', reason, next: 'Comment `/goat fix` to start again.' };
  try {
    await open(task, await store.record(task.id)).conclude(outcome, unrecordedSteps);
  } catch (error) {
    onError(task.id, error);
  }
  await store.finish(task.id, outcome);
}

/** Outside a workflow there is nothing to record to: what is done here can be done again. */
const unrecordedSteps: Steps = { run: (_name, work) => work(new AbortController().signal) };
