import type { Usage } from '../agent/model.ts';
import type { TestReport } from '../ci/test-report.ts';
import type { FixRecord, IterationRecord } from '../tasks/fix-record.ts';
import type { Outcome } from '../tasks/outcome.ts';
import { addUsage, noUsage } from '../text/usage.ts';
import { runGit } from '../workspace/run-git.ts';

/** What `goat fix --json` prints. */
export interface FixResult {
  readonly outcome: Outcome;
  readonly branch: string | null;
  /** The branch's head; null where nothing was committed. */
  readonly commit: string | null;
  /** What the branch changes, as a unified diff. */
  readonly diff: string;
  readonly indexed: FixRecord['indexed'];
  readonly iterations: readonly IterationRecord[];
  /** The report on the head: what the claim of the outcome stands on. */
  readonly evidence: TestReport | null;
  readonly usage: Usage;
}

export async function fixResult(gitDir: string, outcome: Outcome, record: FixRecord | null): Promise<FixResult> {
  const last = record?.iterations.at(-1);
  const usages = [...(record?.iterations ?? []).map(({ usage }) => usage), record?.openUsage ?? noUsage];
  return {
    outcome,
    branch: last ? (record?.branch ?? null) : null,
    commit: last?.commit.sha ?? null,
    diff: record?.base && last ? await diffBetween(gitDir, record.base.sha, last.commit.sha) : '',
    indexed: record?.indexed ?? null,
    iterations: record?.iterations ?? [],
    evidence: last?.report ?? null,
    usage: usages.reduce(addUsage, noUsage),
  };
}

/** The same for a person. */
export function describeFix({ outcome, branch, diff }: FixResult): string {
  const lines = [diff, `${outcome.kind}: ${outcome.reason}`, `Next: ${outcome.next}`];
  if (branch) lines.push(`Look at it with: git diff HEAD...${branch}`);
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

async function diffBetween(gitDir: string, base: string, head: string): Promise<string> {
  const args = ['diff', '--no-color', '--no-ext-diff', '--no-textconv', '--end-of-options', base, head];
  return (await runGit(args, { gitDir })).toString();
}
