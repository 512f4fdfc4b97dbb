import type { Intent } from '../../agent/classify-intent.ts';
import {
  composeNotReproduced,
  composeOldFailures,
  composeReproduce,
  composeReproduced,
} from '../../agent/compose-request.ts';
import { sayText } from '../../agent/conversation.ts';
import { compareReports } from '../../ci/compare-reports.ts';
import type { TestFailure, TestReport } from '../../ci/test-report.ts';
import { isTestPath } from '../../text/test-path.ts';
import type { FileChange } from '../../workspace/workspace.ts';
import type { Outcome } from '../outcome.ts';
import { closeRound } from './close-round.ts';
import { commitPatch } from './commit-patch.ts';
import type { Fix } from './fix.ts';
import type { Reproduction, RoundRecord } from './fix-record.ts';
import { generateValidPatch, type ValidPatch } from './generate-valid-patch.ts';
import type { PreparedAgent } from './prepare-agent.ts';
import { reportProgress } from './report-progress.ts';

/** What a test is written first for: a bug is shown by it, and a feature is described. */
const shownByTest: readonly Intent[] = ['bug', 'feature', 'unclear', 'not actionable'];

/** The others, as people say it. */
const kinds: Readonly<Partial<Record<Intent, string>>> = {
  refactor: 'a wish for tidier code',
  test: 'a wish for tests',
  docs: 'a matter of documentation',
  question: 'a question',
};

const none = { kind: 'none', failures: [], commit: null, report: null, files: [], round: null } as const;

export interface ReproductionGround {
  readonly baseline: TestReport;
  readonly branch: string;
  /** What the issue asks for; where that is unclear, the plan says it. */
  readonly intent: Intent;
}

/**
 * Lets the agent show a bug, or describe a feature, by a test before it mends anything: the test is committed alone, and run. What came of it
 * is in the record, and the agent is told.
 * @returns how the task has to end; null when the fix can begin.
 */
export async function reproduceIssue(
  task: Fix,
  agent: PreparedAgent,
  { baseline, branch, intent: said }: ReproductionGround,
): Promise<Outcome | null> {
  const { taskId, record } = task;
  const { workspace, conversation } = agent;
  const failing = baseline.results.failures;
  const intent = said === 'unclear' ? (record.plan?.plan.kind ?? said) : said;
  const skipped = whyNotAsked(intent, agent);
  if (skipped !== null) {
    record.reproduction = { ...none, reason: skipped };
    if (failing.length > 0)
      sayText(
        conversation,
        composeOldFailures(
          taskId,
          failing.map(({ name }) => name),
        ),
      );
    return null;
  }
  await reportProgress(task, 'writing a test that shows the issue');
  sayText(
    conversation,
    composeReproduce(
      taskId,
      failing.map(({ name }) => name),
    ),
  );
  const patch = await generateValidPatch(task, agent, { mayBeEmpty: true, check: onlyTests });
  if (patch.kind === 'ended') return patch.outcome;
  record.reproduction =
    patch.changes.length === 0
      ? withoutNewTest(patch, failing)
      : await runNewTest(task, baseline, branch, patch, await commitPatch(task, workspace, branch, patch));
  closeRound(record);
  sayText(conversation, whatCameOfIt(taskId, record.reproduction));
  return null;
}

/** Why no test is asked for; null where one is. */
function whyNotAsked(intent: Intent, { workspace }: PreparedAgent): string | null {
  if (!shownByTest.includes(intent)) return `The issue reads as ${kinds[intent] ?? intent}, not as a bug or a feature.`;
  if (!workspace.paths().some(isTestPath)) return 'The repository has no tests that one could be added to.';
  return null;
}

async function onlyTests(changes: readonly FileChange[]) {
  return changes
    .filter(({ path }) => !isTestPath(path))
    .map(({ path }) => ({
      path,
      message:
        'Only tests may change in this round, and this is not a file of tests. Take it back; the fix comes next.',
    }));
}

/** The agent wrote no test: it named tests that fail already, or said why there can be none. */
function withoutNewTest({ round, failingTests }: ValidPatch, failing: readonly TestFailure[]): Reproduction {
  const named = failing.filter(({ name }) => failingTests.some((wanted) => isNamed(name, wanted)));
  const files = [...new Set(named.flatMap(({ file }) => file ?? []))];
  if (named.length > 0) return { ...none, kind: 'existing', reason: '', failures: named, files, round };
  return { ...none, reason: `No failing test was written: ${firstSentence(round)}`, round };
}

async function runNewTest(
  task: Fix,
  baseline: TestReport,
  branch: string,
  { round, changes }: ValidPatch,
  commit: NonNullable<Reproduction['commit']>,
): Promise<Reproduction> {
  await reportProgress(task, `running the new test alone on ${commit.sha.slice(0, 7)}, where it has to fail`);
  const { taskId, testRunner, steps, control } = task;
  const files = changes.map(({ path }) => path);
  const report = await testRunner.run({ taskId, branch, commit: commit.sha, run: 'red', first: [] }, steps, control);
  const failures = compareReports(baseline, report).new.filter(
    ({ file }) => file === undefined || files.includes(file),
  );
  const reason =
    report.outcome === 'not run'
      ? `The new test could not be run alone. ${report.reason ?? ''}`.trim()
      : 'The new test passes without the fix, so it does not show the issue.';
  const shown = failures.length > 0;
  return { kind: shown ? 'red' : 'none', reason: shown ? '' : reason, failures, commit, report, files, round };
}

function whatCameOfIt(taskId: string, { kind, reason, failures }: Reproduction): string {
  if (kind === 'none') return composeNotReproduced(reason);
  return composeReproduced(
    taskId,
    failures.map(({ name }) => name),
  );
}

/** A model may leave out the suites that a test stands in. */
function isNamed(name: string, wanted: string): boolean {
  return name === wanted || name.endsWith(` > ${wanted}`);
}

function firstSentence({ summary }: RoundRecord): string {
  return summary.trim().split('\n', 1)[0]?.slice(0, 300) ?? '';
}
