import type { Plan } from '../agent/plan.ts';
import type { CountedRequest } from '../agent/token-ratio.ts';
import type { DailyLimits, DailyRoom } from './daily-tasks.ts';
import type { FixRecord } from './fix/fix-record.ts';
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

/** Something that only a person may allow, and the hash of what was shown of it. */
export interface Approval {
  readonly subject: ApprovalSubject;
  readonly hash: string;
}

/** A plan that a person was shown, of a task that waits for a word about it. */
export interface EarlierPlan {
  readonly taskId: string;
  readonly plan: Plan;
}

/** What the person said who was asked. */
export interface Answer {
  readonly by: string;
  readonly text: string;
}

export type ApprovalSubject = 'test edits' | 'plan' | 'risk';

/** The table `tasks`: the truth about every task. */
export interface TaskStore {
  /** Adds a task, or finds the one that this delivery already made. */
  add(id: string, request: TaskRequest, deliveryId: string): Promise<{ id: string; created: boolean }>;
  read(id: string): Promise<Task | null>;
  /** Does nothing to a task that has ended or waits: it stays so until it is reopened. */
  setRunning(id: string): Promise<void>;
  /** Keeps what a fix has done so far. */
  saveRecord(id: string, record: FixRecord): Promise<void>;
  record(id: string): Promise<FixRecord | null>;
  /** Writes the outcome; the first one stands. With `waiting`, the task can be reopened, or finished in another way. */
  finish(id: string, outcome: Outcome): Promise<void>;
  /** Takes the outcome back, and a request to stop: the task goes on. */
  reopen(id: string): Promise<void>;
  /** Keeps that a person allowed what is named by `subject` and `hash`. */
  approve(id: string, approval: Approval, by: string): Promise<void>;
  /** Who allowed it; null when nobody did. */
  approvedBy(id: string, approval: Approval): Promise<string | null>;
  /**
   * The latest plan that another fix of the same issue, word for word, was asked for, made on this commit, and waits with.
   * That task ends with this: this one goes on from it.
   */
  takeOverPlan(id: string, base: string): Promise<EarlierPlan | null>;
  /** The fix of this issue that waits for an answer of this person, or is about to; null where there is none. */
  askedOf(repository: string, issueNumber: number, login: string): Promise<string | null>;
  /** Keeps the answer to the question with this hash; the first one stands. */
  keepAnswer(id: string, questionHash: string, answer: Answer): Promise<void>;
  answerTo(id: string, questionHash: string): Promise<Answer | null>;
  /** The newest fix of an issue, or of the pull request that it opened, or the newest response to feedback on that. */
  latestWork(repository: string, number: number): Promise<Task | null>;
  outcome(id: string): Promise<Outcome | null>;
  /** The tasks of an issue, or of the pull request of its fix, that work on it or wait for a person. */
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
  /** Milliseconds since the task's first start, without the time between an end and its going on. */
  elapsed(id: string): Promise<number>;
  /** Counts the task among those of the last 24 hours, once, where there is room for another. */
  countTask(id: string, limits: DailyLimits): Promise<DailyRoom>;
  /** Tasks without an outcome that do not wait for a person, oldest first. */
  unfinished(): Promise<Task[]>;
}
