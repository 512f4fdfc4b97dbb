import type { DeliveredFeedback } from '../tasks/respond/take-in-feedback.ts';
import type { ReplyRequest, TaskRequest } from '../tasks/task.ts';

/** A finished run of GitHub Actions, as its webhook names it. */
export interface CompletedRun {
  readonly repositoryId: number;
  readonly runId: number;
  /** The run's display title, which holds the task's id when a task started the run. */
  readonly title: string;
}

/** A comment without a command. */
export type PlainComment = Omit<ReplyRequest, 'kind' | 'command' | 'note'>;

/** Where webhooks hand over. All calls only record what arrived: nothing slow happens while GitHub waits. */
export interface TaskInbox {
  /** Starts a task once for each kind and delivery; a repeated delivery finds the task that it already made. */
  start(request: TaskRequest, deliveryId: string): Promise<{ taskId: string; created: boolean }>;
  /** Keeps feedback, and starts the task that will take it where none is gathering. */
  feedback(delivered: DeliveredFeedback, deliveryId: string): Promise<void>;
  /** Starts a task for a comment that answers what a fix has asked its writer; does nothing for any other. */
  commented(comment: PlainComment, deliveryId: string): Promise<void>;
  /** Wakes the task that waits for this run, where there is one. */
  runCompleted(run: CompletedRun): Promise<void>;
}
