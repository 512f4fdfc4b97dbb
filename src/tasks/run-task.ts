import type { Control } from './control.ts';
import { describeFailure } from './describe-failure.ts';
import { EndTask, type Outcome } from './outcome.ts';
import type { Steps } from './steps.ts';
import type { Task } from './task.ts';
import type { TaskStore } from './task-store.ts';

/** A kind of task: what it does, and how it tells people how it ended. */
export interface TaskWork {
  run(steps: Steps, control: Control): Promise<Outcome>;
  /** Shows the outcome where the task's people look. It may be called again, and must not throw for a stop. */
  conclude(outcome: Outcome, steps: Steps): Promise<void>;
}

export interface RunTaskParts {
  readonly store: TaskStore;
  readonly open: (task: Task) => TaskWork;
  /** Steps that a stop ends, and steps that it does not: an outcome is written after a stop too. */
  readonly steps: Steps;
  readonly finalSteps: Steps;
  readonly control: Control;
  /** Errors in full, for the operator. */
  readonly onError: (taskId: string, error: unknown) => void;
}

/** Runs one task to its outcome, whatever happens on the way. */
export async function runTask(taskId: string, parts: RunTaskParts): Promise<Outcome> {
  const { store, finalSteps } = parts;
  const task = await store.read(taskId);
  if (!task) throw new Error(`Task ${taskId} is not in the database.`);
  const work = parts.open(task);
  const outcome = await reachOutcome(task, work, parts);
  try {
    await work.conclude(outcome, finalSteps);
  } catch (error) {
    // The outcome stands in our own table even where the last word could not be posted.
    parts.onError(taskId, error);
  }
  await finalSteps.run('write outcome', () => store.finish(taskId, outcome));
  return outcome;
}

async function reachOutcome(task: Task, work: TaskWork, parts: RunTaskParts): Promise<Outcome> {
  try {
    // Not recorded: a task that goes on after it had ended runs again, too.
    await parts.store.setRunning(task.id);
    return await work.run(parts.steps, parts.control);
  } catch (error) {
    if (!(error instanceof EndTask)) parts.onError(task.id, error);
    return describeFailure(error, task.id);
  }
}
