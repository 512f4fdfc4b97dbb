import type { Baseline, FixRecord, IterationRecord, PlanRecord, Reproduction } from '../tasks/fix/fix-record.ts';
import type { Outcome } from '../tasks/outcome.ts';
import { totalTokens } from '../text/usage.ts';
import { greenRun, movedNote } from './evidence.ts';
import { renderAnswers } from './feedback-answers.ts';
import { foreignWarning } from './foreign-workflows.ts';
import { ownPart } from './own-part.ts';
import { inlineCode, plainMarkdown } from './plain-markdown.ts';
import { describePlan } from './plan-report.ts';
import type { Commit } from './publisher.ts';
import { testLine } from './test-line.ts';
import { usageTable } from './usage-table.ts';

/** The comment of a fix that is under way. */
export function renderProgress(record: FixRecord): string {
  return [
    `### ${record.response ? 'Answering feedback' : 'Working on a fix'}: ${record.activity}`,
    checklist(ownPart(record)),
    'Comment `/goat stop` to stop, `/goat status` to ask.',
  ].join('\n\n');
}

/**
 * The comment's last state: how it ended, why, and what to do next. The costs stand there on failure too.
 * @param movedTo the branch's head, where it is no longer the commit that was tested.
 */
export function renderOutcome(record: FixRecord, outcome: Outcome, movedTo: string | null = null): string {
  const { pullRequest } = record;
  return [
    `### ${movedTo === null ? heading(record, outcome) : `Not verified at ${movedTo.slice(0, 7)}`}`,
    movedTo === null ? '' : movedNote(record, movedTo),
    plainMarkdown(outcome.reason, 1_200),
    pullRequest && !record.response ? `Pull request: #${pullRequest.number}${pullRequest.draft ? ' (draft)' : ''}` : '',
    `**Next:** ${outcome.next}`,
    renderAnswers(record),
    foreignWarning(record),
    isAboutPlan(record, outcome) && record.plan ? describePlan(record.plan) : '',
    checklist(ownPart(record)),
    costs(ownPart(record)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Whether a person has to see the plan to know what to do next. */
function isAboutPlan({ waitingFor }: FixRecord, { kind }: Outcome): boolean {
  return kind === 'planned' || (kind === 'needs approval' && waitingFor?.subject === 'plan');
}

/** What a tracking comment tells, as lines of plain text for a terminal: what is done, then what goes on. */
export function progressLines(body: string): string[] {
  const lines = body.split('\n');
  const done = lines.filter((line) => line.startsWith('- [x] ')).map((line) => line.slice('- [x] '.length));
  const heading = lines.filter((line) => line.startsWith('### ')).map((line) => line.slice('### '.length));
  return [...done, ...heading].map(plainLine);
}

/** Without links; a name of several words keeps marks around it, so that it is seen where it ends. */
function plainLine(line: string): string {
  return line
    .replaceAll(/\]\([^)]*\)/g, ']')
    .replaceAll(/`([^`]* [^`]*)`/g, '“$1”')
    .replaceAll(/[`[\]]/g, '');
}

function heading(record: FixRecord, outcome: Outcome): string {
  const headings: Readonly<Partial<Record<Outcome['kind'], string>>> = {
    fixed: 'Fixed: the tests passed on this commit',
    'nothing new fails': 'Not proven: the tests fail as they did before',
    'tests still failing': 'Not fixed: tests still fail',
    declined: howFar(record),
    'budget exceeded': 'Ended: the budget is spent',
    'needs approval': 'Waiting for a person',
    planned: 'Planned',
    asked: 'A question first',
    stopped: 'Stopped',
    answered: 'Answered',
  };
  return headings[outcome.kind] ?? 'Failed';
}

/** Of a task that ends without a fault and without a fix. */
function howFar({ baseline, reproduction, iterations, response }: FixRecord): string {
  if (response) return response.tryBranch ? 'Nothing was pushed' : 'Nothing was changed';
  if (iterations.length > 0 || reproduction?.commit) return 'Ended without a fix';
  const isBegun = baseline !== null && baseline.report.outcome !== 'not run';
  return isBegun ? 'Nothing was changed' : 'Not started';
}

function checklist(record: FixRecord): string {
  const done: string[] = [];
  if (record.base) done.push(`Started from ${inlineCode(record.base.branch)} at ${record.base.sha.slice(0, 7)}`);
  if (record.indexed) done.push(`Indexed ${record.indexed.files} files, ${record.indexed.chunks} chunks`);
  for (const branch of [record.branch, record.response?.tryBranch]) {
    if (branch) done.push(`Made the branch ${inlineCode(branch)}`);
  }
  if (record.baseline) done.push(baselineLine(record.baseline));
  if (record.plan) done.push(planLine(record.plan));
  if (record.reproduction) done.push(reproductionLine(record.reproduction));
  return [...done, ...record.iterations.map(iterationLine)].map((line) => `- [x] ${line}`).join('\n');
}

function baselineLine({ report, kept }: Baseline): string {
  return `Before any edit: ${testLine(report)}${kept ? ', kept from an earlier task' : ''}`;
}

function planLine({ plan: { files, tests } }: PlanRecord): string {
  const counts = [files.length === 1 ? '1 file' : `${files.length} files`, ...(tests.length > 0 ? ['tests'] : [])];
  return `Planned a change of ${counts.join(' and ')}`;
}

function reproductionLine({ kind, reason, failures, commit, report }: Reproduction): string {
  if (kind === 'none') return `No failing test: ${plainMarkdown(reason, 300)}`;
  const isOne = failures.length === 1;
  const tests = isOne ? inlineCode(failures[0]?.name ?? '') : `${failures.length} tests`;
  if (commit === null || report === null) return `The issue is shown by ${tests}, failing before any edit`;
  const shown = isOne ? `A new test shows the issue: ${tests} fails` : `New tests show the issue: ${tests} fail`;
  return `${shown} (${commitLink(commit)}): ${testLine(report)}`;
}

function iterationLine(iteration: IterationRecord): string {
  const subject = plainMarkdown(iteration.subject, 120).replaceAll(/\s+/g, ' ');
  const flaky = iteration.verdict.flaky.length;
  const note = flaky === 0 ? '' : `, ${flaky} flaky`;
  const anew = iteration.isDropped ? ', made anew' : '';
  return `Iteration ${iteration.number}${anew}: ${subject} (${commitLink(iteration.commit)}): ${testLine(greenRun(iteration))}${note}`;
}

function commitLink({ sha, url }: Commit): string {
  return url ? `[${sha.slice(0, 7)}](${url})` : sha.slice(0, 7);
}

function costs(record: FixRecord): string {
  const rounds = (record.plan ? 1 : 0) + (record.reproduction?.round ? 1 : 0) + record.iterations.length;
  if (rounds === 0 && totalTokens(record.openUsage) === 0) return '';
  return `<details><summary>Costs</summary>\n\n${usageTable(record)}\n\n</details>`;
}
