import type { TaskRequest } from '../tasks/task.ts';

/** A finished run of GitHub Actions, as its webhook names it. */
export interface CompletedRun {
  readonly repositoryId: number;
  readonly runId: number;
  /** The run's display title, which holds the task's id when a task started the run. */
  readonly title: string;
}

/** Where webhooks hand over. Both calls only record what arrived: nothing slow happens while GitHub waits. */
export interface TaskInbox {
  /** Starts a task once for each kind and delivery; a repeated delivery finds the task that it already made. */
  start(request: TaskRequest, deliveryId: string): Promise<{ taskId: string; created: boolean }>;
  /** Wakes the task that waits for this run, where there is one. */
  runCompleted(run: CompletedRun): Promise<void>;
}
