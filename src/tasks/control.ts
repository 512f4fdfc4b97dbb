/** What can reach a task while it runs. */
export type Message =
  | { readonly type: 'stop'; readonly by: string }
  | { readonly type: 'workflow run completed'; readonly runId: number };

/** Time, chance and messages, recorded so that a recovered task sees the same ones. */
export interface Control {
  /** Waits for the next message; null when `timeoutSeconds` have passed without one. Call it outside steps only. */
  receive(timeoutSeconds: number): Promise<Message | null>;
  /** Milliseconds since the epoch. */
  now(): Promise<number>;
}
