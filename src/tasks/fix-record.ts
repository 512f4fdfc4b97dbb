import type { Usage } from '../agent/model.ts';
import type { TestReport } from '../ci/test-report.ts';
import type { Base, Commit, PullRequestRef } from '../publish/publisher.ts';
import { noUsage } from '../text/usage.ts';
import type { FixRequest, Issue } from './task.ts';

/** One round of generate → validate → commit → test, as people read it. */
export interface IterationRecord {
  /** From 1. */
  readonly number: number;
  /** What the agent says it did: a line for the commit, and the reasons. */
  readonly subject: string;
  readonly summary: string;
  /** What it asked for, one line each, in order. */
  readonly actions: readonly string[];
  /** What validation sent back before the commit. */
  readonly problems: readonly string[];
  readonly commit: Commit;
  readonly report: TestReport;
  readonly usage: Usage;
  readonly modelCalls: number;
}

/** What a fix has done so far. It is rebuilt from recorded steps when the task is recovered. */
export interface FixRecord {
  readonly taskId: string;
  readonly issue: Issue;
  readonly maxIterations: number;
  base: Base | null;
  branch: string | null;
  /** Files and chunks that the index holds for the base commit, and what bringing it up to date took. */
  indexed: { readonly files: number; readonly chunks: number; readonly seconds: number } | null;
  /** The first request's tokens as counted and, once there is a reply, as the model reports them: what its next budgets rest on. */
  opening: { readonly model: string; readonly counted: number; readonly reported: number | null } | null;
  readonly iterations: IterationRecord[];
  pullRequest: PullRequestRef | null;
  /** Tokens of calls that no iteration holds yet. */
  openUsage: Usage;
  /** What the task is doing now, in a few words. */
  activity: string;
}

export function newFixRecord(taskId: string, { issue, limits }: FixRequest): FixRecord {
  return {
    taskId,
    issue,
    maxIterations: limits.iterations,
    base: null,
    branch: null,
    indexed: null,
    opening: null,
    iterations: [],
    pullRequest: null,
    openUsage: noUsage,
    activity: '',
  };
}
