import type { FixRecord, IterationRecord } from '../tasks/fix-record.ts';
import type { Outcome } from '../tasks/outcome.ts';
import { totalTokens } from '../text/usage.ts';
import { inlineCode, plainMarkdown } from './plain-markdown.ts';
import { testLine } from './test-line.ts';
import { formatCount, usageTable } from './usage-table.ts';

/** The comment of a fix that is under way. */
export function renderProgress(record: FixRecord): string {
  return [
    `### Working on a fix: ${record.activity}`,
    checklist(record),
    'Comment `/goat stop` to stop, `/goat status` to ask.',
  ].join('\n\n');
}

/** The comment's last state: how it ended, why, and what to do next. The costs stand there on failure too. */
export function renderOutcome(record: FixRecord, outcome: Outcome): string {
  const { pullRequest } = record;
  return [
    `### ${heading(outcome)}`,
    plainMarkdown(outcome.reason, 600),
    pullRequest ? `Pull request: #${pullRequest.number}${pullRequest.draft ? ' (draft)' : ''}` : '',
    `**Next:** ${outcome.next}`,
    checklist(record),
    costs(record),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What a tracking comment tells, as lines of plain text for a terminal: what is done, then what goes on. */
export function progressLines(body: string): string[] {
  const lines = body.split('\n');
  const done = lines.filter((line) => line.startsWith('- [x] ')).map((line) => line.slice('- [x] '.length));
  const heading = lines.filter((line) => line.startsWith('### ')).map((line) => line.slice('### '.length));
  return [...done, ...heading].map((line) => line.replaceAll(/\]\([^)]*\)/g, ']').replaceAll(/[`[\]]/g, ''));
}

function heading(outcome: Outcome): string {
  const headings: Readonly<Partial<Record<Outcome['kind'], string>>> = {
    fixed: 'Fixed: the tests passed on this commit',
    'tests still failing': 'Not fixed: tests still fail',
    declined: 'Not started',
    'budget exceeded': 'Ended: the budget is spent',
    stopped: 'Stopped',
  };
  return headings[outcome.kind] ?? 'Failed';
}

function checklist(record: FixRecord): string {
  const done: string[] = [];
  if (record.base) done.push(`Started from ${inlineCode(record.base.branch)} at ${record.base.sha.slice(0, 7)}`);
  if (record.indexed) done.push(`Indexed ${record.indexed.files} files, ${record.indexed.chunks} chunks`);
  if (record.branch) done.push(`Made the branch ${inlineCode(record.branch)}`);
  return [...done, ...record.iterations.map(iterationLine)].map((line) => `- [x] ${line}`).join('\n');
}

function iterationLine(iteration: IterationRecord): string {
  const commit = iteration.commit.url
    ? `[${iteration.commit.sha.slice(0, 7)}](${iteration.commit.url})`
    : iteration.commit.sha.slice(0, 7);
  const subject = plainMarkdown(iteration.subject, 120).replaceAll(/\s+/g, ' ');
  return `Iteration ${iteration.number}: ${subject} (${commit}): ${testLine(iteration.report)}`;
}

function costs(record: FixRecord): string {
  const unfinished = totalTokens(record.openUsage);
  if (record.iterations.length === 0 && unfinished === 0) return '';
  const note =
    unfinished === 0 ? '' : `\n\nThe iteration that did not end took another ${formatCount(unfinished)} tokens.`;
  const table = record.iterations.length === 0 ? '' : `\n\n${usageTable(record.iterations)}`;
  return `<details><summary>Tokens</summary>${table}${note}\n\n</details>`;
}
