import type { FixRecord, IterationRecord } from '../tasks/fix/fix-record.ts';
import { greenRun, movedNote, renderEvidence } from './evidence.ts';
import { foreignWarning } from './foreign-workflows.ts';
import { describeRecalled } from './memory.ts';
import { fenced, inlineCode, plainMarkdown } from './plain-markdown.ts';
import { comparedWithPlan, riskNote } from './plan-report.ts';
import { summariesOf } from './summaries-of.ts';
import { describeTampering } from './tamper-report.ts';
import { testLine } from './test-line.ts';
import { usageTable } from './usage-table.ts';

const mostFailuresShown = 10;
const longestTitle = 120;

/** The pull request's title: what the agent says it changed, or the issue's title. */
export function pullRequestTitle(record: FixRecord): string {
  const subject = record.iterations.at(-1)?.subject ?? record.issue.title;
  const line = subject.split('\n', 1)[0]?.trim() || `Fix issue ${record.issue.number}`;
  return line.length <= longestTitle ? line : `${line.slice(0, longestTitle - 1)}…`;
}

/**
 * What changed and why, the evidence, and the log of each iteration.
 * @param movedTo the branch's head, where it is no longer the commit that was tested.
 */
export function pullRequestBody(record: FixRecord, movedTo: string | null = null): string {
  const last = record.iterations.at(-1);
  const isHeld = record.tampering?.blocks === true && record.tampering.allowedBy === undefined;
  const isRisky = holdsRisk(record);
  const fixed = last?.verdict.kind === 'green' && !isHeld && !isRisky;
  return [
    record.issue.number > 0 ? `${fixed && movedTo === null ? 'Closes' : 'For'} #${record.issue.number}.` : '',
    movedTo === null ? '' : `> **Not verified at this commit.** ${movedNote(record, movedTo)}`,
    fixed || (isRisky && !isHeld && last?.verdict.kind === 'green') ? '' : isHeld ? held : notProven(record),
    riskNote(record),
    foreignWarning(record),
    '## What changed and why',
    summariesOf(record)
      .map((summary) => plainMarkdown(summary))
      .join('\n\n'),
    describeRecalled(record.recalled ?? []),
    '## Evidence',
    renderEvidence(record),
    comparedWithPlan(record),
    tampering(record),
    ...(record.iterations.length === 0 ? [] : ['## Iterations', ...record.iterations.map(iterationDetails)]),
    '## Costs',
    usageTable(record),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Whether the patch is riskier than what anyone allowed. */
function holdsRisk({ risk }: FixRecord): boolean {
  return risk?.exceedsPlan === true && risk.allowedBy === null;
}

const held =
  '> **Waiting for a person.** This change weakens tests or checks, as listed below, so it claims nothing. Who has write access can accept exactly this with `/goat allow-test-edits`.';

function tampering({ tampering: found }: FixRecord): string {
  if (!found || found.findings.length === 0) return '';
  const allowed = found.allowedBy === undefined ? '' : `\n\nAllowed by @\u200b${found.allowedBy}.`;
  return `## Changes of tests and checks${allowed}\n\n${describeTampering(found.findings)}`;
}

function notProven({ iterations }: FixRecord): string {
  const last = iterations.at(-1);
  if (last?.verdict.kind === 'nothing new') {
    return '> **Not proven.** No run succeeded on the last commit, but only tests failed that fail on the base commit as well, or that are flaky. Nothing fails that passed before.';
  }
  if (!last) return '> **This is not a fix yet.** It holds a test that shows the issue, and no fix for it.';
  const count = iterations.length;
  return `> **This is not a fix yet.** After ${count} ${count === 1 ? 'iteration' : 'iterations'} the tests still fail on the last commit. It is a draft so that a person can go on from here.`;
}

function iterationDetails(iteration: IterationRecord): string {
  const { number, subject, summary, actions, problems, verdict } = iteration;
  const title = plainMarkdown(subject, 120).replaceAll(/\s+/g, ' ');
  return [
    `<details><summary>Iteration ${number}: ${title}: ${verdict.kind === 'green' ? 'passed' : 'not passed'}</summary>`,
    plainMarkdown(summary),
    actionList(actions),
    problems.length === 0
      ? ''
      : `Sent back before the commit:\n\n${problems.map((p) => `- ${plainMarkdown(p, 300)}`).join('\n')}`,
    `Result: ${testLine(greenRun(iteration))}`,
    failures(iteration),
    '</details>',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const mostActions = 40;

/** What was asked for in a row in the same way stands once. How the round ended is its title. */
function actionList(actions: readonly string[]): string {
  const runs: { readonly action: string; times: number }[] = [];
  for (const action of actions.filter((one) => !one.startsWith('finish ') || one.endsWith('(refused)'))) {
    const last = runs.at(-1);
    if (last?.action === action) last.times += 1;
    else runs.push({ action, times: 1 });
  }
  const lines = runs.map(({ action, times }) => `- ${inlineCode(action)}${times === 1 ? '' : `, ${times} times`}`);
  const more = lines.length - mostActions;
  return [...lines.slice(0, mostActions), ...(more > 0 ? [`- … and ${more} more`] : [])].join('\n');
}

/** What was new; what fails on the base commit as well stands once, with the evidence. */
function failures({ report, verdict }: IterationRecord): string {
  if (verdict.kind === 'green') return '';
  const shown = verdict.fresh.slice(0, mostFailuresShown);
  if (shown.length === 0) return fenced(report.logTail, 2_000);
  const more = verdict.fresh.length - shown.length;
  return [
    ...shown.map((failure) => `- ${inlineCode(failure.name)}\n\n${fenced(failure.message, 600)}`),
    more > 0 ? `… and ${more} more.` : '',
  ]
    .filter((part) => part !== '')
    .join('\n');
}
