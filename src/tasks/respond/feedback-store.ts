import type { Feedback } from './feedback.ts';

/** The pull request that something is about, as its event names it. */
export type PullLocator = { readonly pull: number } | { readonly head: string } | { readonly base: string };

/** Feedback that was delivered, until a task takes it. */
export interface FeedbackStore {
  /** The pull requests of ours that are meant, newest first; at most 50. */
  ownPulls(repository: string, locator: PullLocator): Promise<number[]>;
  /** Keeps a piece once; says whether a task has taken it already. */
  add(repository: string, pull: number, feedback: Feedback): Promise<{ readonly taken: boolean }>;
  /** A task that will take what is kept now: one that has not taken anything yet. */
  gatheringTask(repository: string, pull: number): Promise<string | null>;
  /** Gives the task all that no other has taken, oldest first; the same again when it asks again. */
  take(taskId: string, repository: string, pull: number): Promise<Feedback[]>;
  /** How many responses came since a person was last answered, without those that had nothing to do. */
  automaticInARow(taskId: string, repository: string, pull: number): Promise<number>;
}
