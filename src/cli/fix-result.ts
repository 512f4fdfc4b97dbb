import type { Usage } from '../agent/model.ts';
import { describeReport } from '../ci/describe-report.ts';
import type { TestReport } from '../ci/test-report.ts';
import type { RecalledPattern } from '../memory/render-advice.ts';
import { greenRun } from '../publish/evidence.ts';
import { describeRecalled } from '../publish/memory.ts';
import { describePlan } from '../publish/plan-report.ts';
import { type FixRecord, type IterationRecord, roundsOf } from '../tasks/fix/fix-record.ts';
import type { Outcome } from '../tasks/outcome.ts';
import { addUsage, cacheShare, noUsage } from '../text/usage.ts';
import { findCommit } from '../workspace/find-commit.ts';
import { runGit } from '../workspace/run-git.ts';
import { atTheTerminal } from './at-the-terminal.ts';

/** How much of a report that is not green a person is shown. */
const reportCharacters = 3_000;

/** What `goat fix --json` prints. */
export interface FixResult {
  readonly outcome: Outcome;
  readonly branch: string | null;
  /** The branch's head; null where nothing was committed. */
  readonly commit: string | null;
  /** What the branch changes, as a unified diff. */
  readonly diff: string;
  readonly indexed: FixRecord['indexed'];
  /** What of its memory the agent was shown. */
  readonly recalled: readonly RecalledPattern[];
  /** The tests on the commit that the fix starts from, and how the issue is shown by tests. */
  readonly baseline: FixRecord['baseline'];
  /** What the agent meant to do, with its risk; then how risky the patch is, and what it did beyond. */
  readonly plan: FixRecord['plan'];
  readonly risk: FixRecord['risk'];
  readonly reproduction: FixRecord['reproduction'];
  readonly iterations: readonly IterationRecord[];
  /** The report on the head: what the claim of the outcome stands on. */
  readonly evidence: TestReport | null;
  /** Of all calls; `cacheShare` is the part of the input that was read from the cache, from 0 to 1. */
  readonly usage: Usage & { readonly calls: number; readonly cacheShare: number | null };
}

/** The branch is read as it is: a fix that was stopped during its tests has a commit that no iteration holds. */
export async function fixResult(gitDir: string, outcome: Outcome, record: FixRecord | null): Promise<FixResult> {
  const { base = null, branch = null, iterations = [], openUsage = noUsage, openRound = null } = record ?? {};
  const head = branch === null ? undefined : await findCommit(gitDir, `refs/heads/${branch}`);
  const commit = head === undefined || head === base?.sha ? null : head;
  const last = iterations.at(-1);
  const rounds = record ? roundsOf(record) : [];
  const usage = [...rounds.map((round) => round.usage), openUsage].reduce(addUsage, noUsage);
  return {
    outcome: atTheTerminal(outcome),
    branch: commit === null ? null : branch,
    commit,
    diff: base && commit ? await diffBetween(gitDir, base.sha, commit) : '',
    indexed: record?.indexed ?? null,
    recalled: record?.recalled ?? [],
    baseline: record?.baseline ?? null,
    plan: record?.plan ?? null,
    risk: record?.risk ?? null,
    reproduction: record?.reproduction ?? null,
    iterations,
    evidence: last && last.commit.sha === commit ? greenRun(last) : null,
    usage: {
      ...usage,
      calls: rounds.reduce((calls, { modelCalls }) => calls + modelCalls, openRound?.modelCalls ?? 0),
      cacheShare: cacheShare(usage),
    },
  };
}

/** The same for a person. */
export function describeFix({ outcome, branch, diff, recalled, evidence, plan }: FixResult): string {
  const lines = [
    diff,
    plan !== null && diff === '' ? `${describePlan(plan)}\n` : '',
    evidence && evidence.outcome !== 'passed' ? `${describeReport(evidence, reportCharacters)}\n` : '',
    describeRecalled(recalled),
    `${outcome.kind}: ${outcome.reason}`,
    `Next: ${outcome.next}`,
    branch ? `Look at it with: git diff HEAD...${branch}` : '',
  ];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

async function diffBetween(gitDir: string, base: string, head: string): Promise<string> {
  const args = ['diff', '--no-color', '--no-ext-diff', '--no-textconv', '--end-of-options', base, head];
  return (await runGit(args, { gitDir })).toString();
}
