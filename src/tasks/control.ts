/** What can reach a task while it runs. */
export type Message =
  | { readonly type: 'stop'; readonly by: string }
  | { readonly type: 'workflow run completed'; readonly runId: number };

/** Time and messages, recorded so that a recovered task sees the same ones. Use them outside steps only. */
export interface Control {
  /** Waits for the next message; null when `timeoutSeconds` have passed without one. */
  receive(timeoutSeconds: number): Promise<Message | null>;
  /** Leaves a message for another task, also one that runs in another process. */
  send(taskId: string, message: Message): Promise<void>;
  /** Milliseconds since the epoch. */
  now(): Promise<number>;
}
