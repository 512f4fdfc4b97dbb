import type { Outcome } from './outcome.ts';
import type { Task, TaskRequest, TaskState } from './task.ts';

/** A task as `status` shows it. */
export interface TaskSummary {
  readonly id: string;
  readonly kind: TaskRequest['kind'];
  readonly state: TaskState;
  /** What it was doing last, in a few words. */
  readonly activity: string;
  readonly outcome: Outcome | null;
}

/** The table `tasks`: the truth about every task. */
export interface TaskStore {
  /** Adds a task, or finds the one that this delivery already made. */
  add(id: string, request: TaskRequest, deliveryId: string): Promise<{ id: string; created: boolean }>;
  read(id: string): Promise<Task | null>;
  setRunning(id: string): Promise<void>;
  setActivity(id: string, activity: string): Promise<void>;
  /** Writes the outcome; the first one stands. */
  finish(id: string, outcome: Outcome): Promise<void>;
  outcome(id: string): Promise<Outcome | null>;
  /** Asks the open tasks of an issue to stop; returns their ids. */
  requestStop(repository: string, issueNumber: number, by: string): Promise<string[]>;
  /** Who asked this task to stop; null when nobody did. */
  stopRequestedBy(id: string): Promise<string | null>;
  /** The tasks of an issue that started work, newest first. */
  ofIssue(repository: string, issueNumber: number): Promise<TaskSummary[]>;
  /** Tasks without an outcome, oldest first. */
  unfinished(): Promise<Task[]>;
}
