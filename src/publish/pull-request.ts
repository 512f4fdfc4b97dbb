import type { FixRecord, IterationRecord } from '../tasks/fix-record.ts';
import { fenced, inlineCode, plainMarkdown } from './plain-markdown.ts';
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

/** What changed and why, the evidence, and the log of each iteration. */
export function pullRequestBody(record: FixRecord): string {
  const last = record.iterations.at(-1);
  const passed = last?.report.outcome === 'passed';
  return [
    record.issue.number > 0 ? `${passed ? 'Closes' : 'For'} #${record.issue.number}.` : '',
    passed ? '' : stillRed(record),
    '## What changed and why',
    last ? plainMarkdown(last.summary) : '',
    '## Evidence',
    last && passed
      ? `The repository's tests passed on exactly this commit, ${last.commit.sha}: ${testLine(last.report)}.`
      : '',
    evidenceTable(record.iterations),
    '## Iterations',
    ...record.iterations.map(iterationDetails),
    '## Tokens',
    usageTable(record.iterations),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function stillRed(record: FixRecord): string {
  const count = record.iterations.length;
  return `> **This is not a fix yet.** After ${count} ${count === 1 ? 'iteration' : 'iterations'} the tests still fail on the last commit. It is a draft so that a person can go on from here.`;
}

function evidenceTable(iterations: readonly IterationRecord[]): string {
  const rows = iterations.map(
    ({ number, commit, report }) =>
      `| ${number} | ${commit.sha} | ${signature(commit.verified)} | ${testLine(report)} |`,
  );
  return ['| iteration | commit | signature | tests on that commit |', '|---|---|---|---|', ...rows].join('\n');
}

function signature(verified: boolean | null): string {
  if (verified === null) return 'local';
  return verified ? 'verified' : 'not verified';
}

function iterationDetails(iteration: IterationRecord): string {
  const { number, subject, summary, actions, problems, report } = iteration;
  const title = plainMarkdown(subject, 120).replaceAll(/\s+/g, ' ');
  return [
    `<details><summary>Iteration ${number}: ${title}: ${report.outcome === 'passed' ? 'passed' : 'not passed'}</summary>`,
    plainMarkdown(summary),
    actions.map((action) => `- ${inlineCode(action)}`).join('\n'),
    problems.length === 0
      ? ''
      : `Sent back before the commit:\n\n${problems.map((p) => `- ${plainMarkdown(p, 300)}`).join('\n')}`,
    `Tests: ${testLine(report)}`,
    failures(iteration),
    '</details>',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function failures({ report }: IterationRecord): string {
  if (report.outcome === 'passed') return '';
  const shown = report.results.failures.slice(0, mostFailuresShown);
  if (shown.length === 0) return fenced(report.logTail, 2_000);
  const more = report.results.failures.length - shown.length;
  return [
    ...shown.map((failure) => `- ${inlineCode(failure.name)}\n\n${fenced(failure.message, 600)}`),
    more > 0 ? `… and ${more} more.` : '',
  ]
    .filter((part) => part !== '')
    .join('\n');
}
