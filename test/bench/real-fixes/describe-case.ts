import type { IterationRecord } from '../../../src/tasks/fix/fix-record.ts';
import type { CaseResult } from './run-case.ts';

export const tableHead = [
  '| case | indexed | set-up | iteration 1 | iteration 2 | whole command | outcome |',
  '|---|---|---|---|---|---|---|',
].join('\n');

/** A row of the table. */
export function describeCase(name: string, { result, seconds, problems }: CaseResult): string {
  const { indexed, iterations, outcome } = result;
  const [first, second] = iterations;
  const cells = [
    name,
    indexed ? `${indexed.files} files, ${indexed.chunks} chunks: ${time(indexed.seconds)}` : '-',
    time(first?.report.setUpSeconds),
    describeIteration(first),
    describeIteration(second),
    time(seconds),
    problems.length === 0 ? outcome.kind : `${outcome.kind}, not proven`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function describeIteration(iteration: IterationRecord | undefined): string {
  if (!iteration) return '-';
  const { outcome, results, seconds } = iteration.report;
  return `${outcome}, ${results.failed} of ${results.failed + results.passed} failed: ${time(seconds)}`;
}

function time(seconds: number | undefined): string {
  return seconds === undefined ? '-' : `${seconds.toFixed(1)} s`;
}
