import type { CountedRequest } from '../agent/token-ratio.ts';
import type { FixRecord } from './fix-record.ts';
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
  /** Keeps what a fix has done so far. */
  saveRecord(id: string, record: FixRecord): Promise<void>;
  record(id: string): Promise<FixRecord | null>;
  /** Writes the outcome; the first one stands. */
  finish(id: string, outcome: Outcome): Promise<void>;
  outcome(id: string): Promise<Outcome | null>;
  /** The tasks of an issue that work on it and have no outcome yet. */
  openTasks(repository: string, issueNumber: number): Promise<string[]>;
  /** Asks a task to stop; the first to ask stands. */
  requestStop(id: string, by: string): Promise<void>;
  /** Who asked this task to stop; null when nobody did. */
  stopRequestedBy(id: string): Promise<string | null>;
  /** The tasks of an issue that started work, newest first. */
  ofIssue(repository: string, issueNumber: number): Promise<TaskSummary[]>;
  /** The fix of the same issue that was under way when this task was asked for, and that has succeeded since. */
  fixedMeanwhile(id: string): Promise<string | null>;
  /** The first requests of the latest fixes that a model replied to, newest first. */
  countedRequests(model: string): Promise<CountedRequest[]>;
  /** Tasks without an outcome, oldest first. */
  unfinished(): Promise<Task[]>;
}
