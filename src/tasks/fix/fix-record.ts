import type { Usage } from '../../agent/model.ts';
import type { Plan } from '../../agent/plan.ts';
import type { RiskReport } from '../../agent/risk/risk.ts';
import type { Verdict } from '../../ci/judge-run.ts';
import type { ForeignWorkflow } from '../../ci/set-up/foreign-workflows.ts';
import type { TestFailure, TestReport } from '../../ci/test-report.ts';
import type { RecalledPattern } from '../../memory/render-advice.ts';
import type { MergeConflict } from '../../patching/merge-into.ts';
import type { Base, Commit, PullRequestRef } from '../../publish/publisher.ts';
import { noUsage } from '../../text/usage.ts';
import type { FeedbackAnswer } from '../../tools/answer-feedback.ts';
import type { Feedback } from '../respond/feedback.ts';
import type { FixRequest, Issue } from '../task.ts';
import type { Approval } from '../task-store.ts';
import type { TamperReport } from './look-for-tampering.ts';

/** What the agent did until its edits held. */
export interface RoundRecord {
  /** What the agent says it did: a line for the commit, and the reasons. */
  readonly subject: string;
  readonly summary: string;
  /** What it asked for, one line each, in order. */
  readonly actions: readonly string[];
  /** What validation sent back before the commit. */
  readonly problems: readonly string[];
  readonly usage: Usage;
  readonly modelCalls: number;
  /** What it took until the edits held, its tools included; records of before the clock was read lack it. */
  readonly seconds?: number;
}

/** What the agent means to do, and what it took to know. */
export interface PlanRecord {
  readonly plan: Plan;
  readonly risk: RiskReport;
  /** Of what people are shown of it: what an approval is bound to. */
  readonly hash: string;
  readonly allowedBy: string | null;
  /** The earlier task that made it; null where this one did. */
  readonly from: string | null;
  readonly round: Pick<RoundRecord, 'actions' | 'usage' | 'modelCalls' | 'seconds'>;
}

/** How risky the patch is, as it came out, beside what was planned. */
export interface PatchRisk {
  readonly report: RiskReport;
  /** Of what is risky in it, with its contents. */
  readonly hash: string;
  /** Whether it is riskier than what was allowed before it was made. */
  readonly exceedsPlan: boolean;
  /** Sentences: what the patch did beyond the plan, or left out. */
  readonly beyondPlan: readonly string[];
  readonly allowedBy: string | null;
}

/** A round of the agent that the record does not hold yet. */
export interface OpenRound {
  /** When it began, in milliseconds on the clock of the task. */
  readonly start: number;
  readonly modelCalls: number;
  /** What it took, where the task ended in it; null before. */
  readonly seconds: number | null;
}

/** What a person was asked, and who may answer. */
export interface Question {
  readonly text: string;
  readonly hash: string;
  readonly asked: readonly string[];
}

/** One round of generate → validate → commit → test, as people read it. */
export interface IterationRecord extends RoundRecord {
  /** From 1. */
  readonly number: number;
  readonly commit: Commit;
  /** What the commit changes. */
  readonly files: readonly string[];
  readonly report: TestReport;
  /** The second run on the same commit, where the first had new failures. */
  readonly again: TestReport | null;
  readonly verdict: Verdict;
  /** Whether a later try took the place of its commit, which is on no branch any more. */
  readonly isDropped?: boolean;
}

/** The tests on the commit that the fix starts from. */
export interface Baseline {
  readonly report: TestReport;
  /** Whether an earlier task had it run. */
  readonly kept: boolean;
}

/** How the issue is shown by tests, before it is fixed. */
export interface Reproduction {
  /** `red`: a new test fails on its own commit. `existing`: tests of the base commit fail. `none`: no test shows it. */
  readonly kind: 'red' | 'existing' | 'none';
  /** A sentence: why there is none. Empty otherwise. */
  readonly reason: string;
  /** The failures that show it. */
  readonly failures: readonly TestFailure[];
  /** The commit that holds the new test alone, and the run on it; null where none was committed. */
  readonly commit: Commit | null;
  readonly report: TestReport | null;
  /** The files of the tests that show it. */
  readonly files: readonly string[];
  /** What writing it took; null where the agent was not asked. */
  readonly round: RoundRecord | null;
}

/** What a response to feedback adds to the record that it goes on from. */
export interface ResponseRecord {
  /** The iterations of the fix, and of earlier responses: so many are first in the list. */
  readonly earlier: number;
  /** What the fix, and earlier responses, say that they changed; the oldest first. */
  readonly summaries?: readonly string[];
  /** Whether a person asked for it. */
  readonly byPerson: boolean;
  readonly pieces: readonly FeedbackPiece[];
  answers: readonly FeedbackAnswer[];
  /** Where the base branch cannot be merged without a person. */
  conflicts: readonly MergeConflict[];
  /** The commit of the base branch that was merged, and the tests there. */
  merged: string | null;
  mergedBaseline?: Baseline;
  /** The commit of the pull request that the response goes on top of. */
  head: string;
  /** The branch of ours that holds the last try; null before there is one, and once the pull request's branch holds it. */
  tryBranch: string | null;
  /** The review that offers the change, where it could not be pushed. */
  offered?: string;
}

/** A piece of feedback under the id that the agent knows it by. */
export interface FeedbackPiece {
  readonly id: string;
  readonly feedback: Feedback;
}

/** What a fix has done so far. It is rebuilt from recorded steps when the task is recovered. */
export interface FixRecord {
  readonly taskId: string;
  readonly issue: Issue;
  maxIterations: number;
  base: Base | null;
  branch: string | null;
  /** Files and chunks that the index holds for the base commit, and what bringing it up to date took. */
  indexed: { readonly files: number; readonly chunks: number; readonly seconds: number } | null;
  /** The first request's tokens as counted and, once there is a reply, as the model reports them: what its next budgets rest on. */
  opening: { readonly model: string; readonly counted: number; readonly reported: number | null } | null;
  /** Workflows of the repository's own that our branch starts, with what they reach; empty where none does harm. */
  foreignWorkflows: readonly ForeignWorkflow[];
  /** What of its memory the agent was shown; records of before have none. */
  recalled?: readonly RecalledPattern[];
  baseline: Baseline | null;
  plan: PlanRecord | null;
  reproduction: Reproduction | null;
  readonly iterations: IterationRecord[];
  /** What the change weakens of the tests and the checks, and who allowed it; null until it was looked at. */
  tampering: (TamperReport & { readonly allowedBy?: string }) | null;
  risk: PatchRisk | null;
  pullRequest: PullRequestRef | null;
  /** Tokens of calls that no iteration holds yet. */
  openUsage: Usage;
  /** Null between rounds; records of before the clock was read lack it. */
  openRound?: OpenRound | null;
  /** Where it answers feedback on the pull request of a fix. */
  readonly response?: ResponseRecord;
  /** What only a person can allow; null while it waits for nobody. */
  waitingFor: Approval | null;
  /** What waits for an answer; null where nothing does. */
  question: Question | null;
  /** What the task is doing now, in a few words. */
  activity: string;
}

/** The last commit of the task's branch; null while it is at the base commit. */
export function headOf({ reproduction, iterations }: FixRecord): Commit | null {
  return iterations.at(-1)?.commit ?? reproduction?.commit ?? null;
}

/** What an ended task left on the branch of its pull request: without tries that never got there. */
export function asPushed(record: FixRecord): FixRecord {
  const { response, iterations } = record;
  // Records of before tries had a branch of their own lack it: theirs were pushed.
  return response?.tryBranch ? { ...record, iterations: iterations.slice(0, response.earlier) } : record;
}

/** What the rounds of the agent in this task took, in order. */
export function roundsOf({
  plan,
  reproduction,
  iterations,
  response,
}: FixRecord): Pick<RoundRecord, 'usage' | 'modelCalls'>[] {
  if (response) return iterations.slice(response.earlier);
  return [...(plan ? [plan.round] : []), ...(reproduction?.round ? [reproduction.round] : []), ...iterations];
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
    foreignWorkflows: [],
    baseline: null,
    plan: null,
    reproduction: null,
    iterations: [],
    tampering: null,
    risk: null,
    pullRequest: null,
    openUsage: noUsage,
    waitingFor: null,
    question: null,
    activity: '',
  };
}
