/**
 * Recorded calls to the outside world.
 *
 * A step runs once: when the task is recovered, its recorded result is returned and `work` is not called. Everything
 * that a task does outside a step must be a plain function of step results and files of a commit, because it is done
 * again on recovery.
 */
export interface Steps {
  /**
   * @param name what the step does, for people who read a task's record.
   * @param work returns JSON of at most 256 KB and never a secret. Retryable failures are retried inside it, because a
   *   recorded failure is final. The signal aborts when a person stops the task.
   */
  run<T>(name: string, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}
