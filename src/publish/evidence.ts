import type { TestFailure, TestReport } from '../ci/test-report.ts';
import type { FixRecord, IterationRecord } from '../tasks/fix/fix-record.ts';
import { inlineCode, plainMarkdown } from './plain-markdown.ts';
import { redToGreen } from './red-to-green.ts';
import { testLine } from './test-line.ts';

const mostNamed = 10;

/** What shows that the change works: the baseline, the red and the green run, each commit with its run, what is left. */
export function renderEvidence(record: FixRecord): string {
  const last = record.iterations.at(-1);
  return [
    last && last.verdict.kind === 'green'
      ? `The repository's tests passed on exactly this commit, ${last.commit.sha}: ${testLine(greenRun(last))}.`
      : '',
    redGreen(record),
    commitTable(record),
    last
      ? named('Flaky: failed and passed on the same commit, so they neither block nor count', last.verdict.flaky)
      : '',
    last ? named('Failing on the base commit as well', last.verdict.old) : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What to say when the branch has moved on: the evidence is about another commit. */
export function movedNote({ iterations }: FixRecord, movedTo: string): string {
  const tested = iterations.at(-1)?.commit.sha.slice(0, 7) ?? 'no commit';
  return `The branch is at ${movedTo.slice(0, 7)} now, which was not tested; what is said here is about ${tested}.`;
}

/** The run that the claim of an iteration stands on: the one that succeeded, where one did. */
export function greenRun({ report, again }: IterationRecord): TestReport {
  return again?.outcome === 'passed' ? again : report;
}

function redGreen(record: FixRecord): string {
  const shown = redToGreen(record);
  if (typeof shown === 'string') return `**Red → green:** none. ${plainMarkdown(shown, 400)}`;
  const at = ({ sha, run }: { sha: string; run: string | null }) =>
    `${sha.slice(0, 7)}${run ? ` ([run](${run}))` : ''}`;
  const tests = shown.tests.slice(0, mostNamed).map(({ name }) => inlineCode(name));
  const more = shown.tests.length > tests.length ? ` and ${shown.tests.length - tests.length} more` : '';
  return `**Red → green:** ${tests.join(', ')}${more}: failed on ${at(shown.red)}, passed on ${at(shown.green)}.`;
}

function commitTable({ base, baseline, reproduction, iterations }: FixRecord): string {
  const rows = [
    ...(base && baseline
      ? [row(baseline.kept ? 'base (kept from an earlier task)' : 'base', base.sha, '', testLine(baseline.report))]
      : []),
    ...(reproduction?.commit && reproduction.report
      ? [
          row(
            'new test alone',
            reproduction.commit.sha,
            signature(reproduction.commit.verified),
            testLine(reproduction.report),
          ),
        ]
      : []),
    ...iterations.map(({ number, commit, report, again, isDropped }) =>
      row(
        isDropped ? `iteration ${number}, made anew` : `iteration ${number}`,
        commit.sha,
        signature(commit.verified),
        again ? `${testLine(report)}; again: ${testLine(again)}` : testLine(report),
      ),
    ),
  ];
  return ['| | commit | signature | tests on that commit |', '|---|---|---|---|', ...rows].join('\n');
}

function row(name: string, sha: string, signed: string, tests: string): string {
  return `| ${name} | ${sha} | ${signed} | ${tests} |`;
}

function signature(verified: boolean | null): string {
  if (verified === null) return 'local';
  return verified ? 'verified' : 'not verified';
}

function named(title: string, failures: readonly TestFailure[]): string {
  if (failures.length === 0) return '';
  const names = failures.slice(0, mostNamed).map(({ name }) => `- ${inlineCode(name)}`);
  const more = failures.length > names.length ? [`- … and ${failures.length - names.length} more`] : [];
  return [`${title}:`, '', ...names, ...more].join('\n');
}
