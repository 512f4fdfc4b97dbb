import type { Message } from './control.ts';
import type { TaskRequest } from './task.ts';

export type WorkflowState = 'missing' | 'pending' | 'ended' | 'of another version';

/** Runs tasks durably. */
export interface TaskEngine {
  /** Puts the task on its queue; does nothing where it already is. */
  enqueue(taskId: string, request: TaskRequest): Promise<void>;
  /** Leaves a message for a task; the same key twice is one message. */
  send(taskId: string, message: Message, key: string): Promise<void>;
  /** Waits until the task has ended. */
  wait(taskId: string): Promise<void>;
  workflowState(taskId: string): Promise<WorkflowState>;
  /** The last resort: the task is given no chance to write its outcome. */
  cancel(taskId: string): Promise<void>;
  /** Stops working. Tasks under way go on from their last step at the next start. */
  close(): Promise<void>;
}
