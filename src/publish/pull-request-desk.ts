import type { TestReport } from '../ci/test-report.ts';
import type { Remark } from '../tasks/respond/feedback.ts';
import type { ReviewToSubmit } from './review-publisher.ts';

/** Threads of a pull request that one task answers. */
export const mostThreads = 20;

/** A pull request as it is now. */
export interface PullRequestState {
  readonly open: boolean;
  readonly draft: boolean;
  readonly branch: string;
  readonly head: string;
  /** Whether the branch is in the repository itself: a fork's is never written to. */
  readonly ownRepository: boolean;
  readonly base: { readonly branch: string; readonly sha: string };
  /** Null where GitHub has not found out within the time that it was asked for. */
  readonly mergeable: boolean | null;
}

/** What became of a push: somebody else was there before, or the repository does not let us. */
export type Pushed = 'pushed' | 'moved' | 'refused';

/** What a response reads of its pull request, and how it answers in its threads. Every write can be repeated. */
export interface PullRequestDesk {
  read(signal: AbortSignal): Promise<PullRequestState>;
  /** Threads that are not resolved, begun by us or by somebody who may write; the newest `mostThreads`. */
  openThreads(): Promise<Remark[]>;
  /**
   * Lets a branch that is at `from`, and not protected, go on to a commit that descends from it. Never forced.
   * @param isMerge whether it holds what another branch brought, which may be workflow files.
   */
  push(branch: string, from: string, to: string, what: { readonly isMerge: boolean }): Promise<Pushed>;
  /** Submits suggestions at once, and returns their address. Comments that are refused go into the body. */
  offer(review: ReviewToSubmit): Promise<string>;
  /** The commit that both descend from. */
  mergeBase(base: string, head: string): Promise<string>;
  /** What a run of Actions left in its log. */
  readRun(runId: number, commit: string, signal: AbortSignal): Promise<TestReport>;
  /** Answers once in the thread that a review comment began. */
  reply(thread: number, body: string): Promise<void>;
  /** Resolves the threads that these review comments began. */
  resolve(threads: readonly number[]): Promise<void>;
}
