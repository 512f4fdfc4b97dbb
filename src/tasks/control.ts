import type { Task } from './task.ts';

/** What can reach a task while it runs. */
export type Message =
  | { readonly type: 'stop'; readonly by: string }
  | { readonly type: 'workflow run completed'; readonly runId: number };

/** Where a task that has ended goes on: everything before is answered from its record. */
export type GoOnFrom =
  /** At the last step of this name, which is done again. */
  | { readonly step: string }
  /** Where a person stopped it. */
  | 'stop'
  /** At the step that failed. */
  | 'failure';

/** Time and messages, recorded so that a recovered task sees the same ones. Use them outside steps only. */
export interface Control {
  /** Waits for the next message; null when `timeoutSeconds` have passed without one. */
  receive(timeoutSeconds: number): Promise<Message | null>;
  /** Leaves a message for another task, also one that runs in another process. */
  send(taskId: string, message: Message): Promise<void>;
  /** Puts another task that has ended back on its queue; false where its record has no such place, or it runs. */
  goOn(task: Pick<Task, 'id' | 'request'>, from: GoOnFrom): Promise<boolean>;
  /** Whether no worker works on another task, nor will: what it wrote of its state last may still be followed by more. */
  hasEnded(taskId: string): Promise<boolean>;
  /** Milliseconds since the epoch. */
  now(): Promise<number>;
}
