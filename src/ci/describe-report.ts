import { clipText, lastLines } from './clip-text.ts';
import type { ReportComparison } from './compare-reports.ts';
import { commandFailureName } from './parse-results/parse-results.ts';
import type { TestFailure, TestReport, TestResults } from './test-report.ts';

/** The least room in which a failure or a log still says something. */
const leastRoom = 120;

/**
 * A report in plain text, for the model and for people: the outcome, then the failures, then the end of the log where
 * the failures do not explain the outcome. What tests print is data: whoever shows it marks it as such.
 * @param budget the most UTF-16 units of the text.
 */
export function describeReport(report: TestReport, budget: number, { comparison, code }: ReportContext = {}): string {
  const headline = comparison === undefined ? describeOutcome(report) : describeChange(report, comparison);
  const told = comparison?.new ?? report.results.failures;
  const old = comparison === undefined ? '' : describeOld(comparison.old, Math.floor(budget / 5));
  const shown = describeFailures(told, budget - headline.length - old.length - 40, code ?? new Map());
  const all = comparison === undefined ? report.results.failed : told.length;
  const hidden = all - shown.length;
  const rest = [...(hidden > 0 ? [`(${hidden} more not shown)`] : []), ...(old === '' ? [] : [old])];
  const text = [headline, ...shown, ...rest].join('\n\n');
  const room = budget - text.length - '\n\nEnd of the log:\n'.length;
  if (!needsLog(report) || room < leastRoom) return clipText(text, budget);
  return `${text}\n\nEnd of the log:\n${lastLines(report.logTail, room)}`;
}

/** What more is known about a report than it says itself. */
export interface ReportContext {
  /** With the report before the change: then the new failures are told in full, and the old ones by name. */
  readonly comparison?: ReportComparison;
  /** The code that failures name, as `readCode` gives it. */
  readonly code?: ReadonlyMap<TestFailure, string>;
}

function describeChange(report: TestReport, { new: added, old, cured, missing }: ReportComparison): string {
  const counts = [
    `${added.length} new`,
    `${old.length} old`,
    ...(cured.length > 0 ? [`${cured.length} cured`] : []),
    ...(missing.length > 0 ? [`${missing.length} that failed before and did not run now`] : []),
  ];
  return `${describeOutcome(report)}\nFailures: ${counts.join(', ')}.`;
}

const longestOldName = 200;

/** Old failures are no work to do: their names are enough to leave them alone. */
function describeOld(old: readonly TestFailure[], budget: number): string {
  if (old.length === 0) return '';
  const lines: string[] = [];
  let room = budget;
  for (const { name, file } of old) {
    const line = clipText(`- ${name}${file === undefined || file === name ? '' : ` (${file})`}`, longestOldName);
    room -= line.length + 1;
    if (room < leastRoom) break;
    lines.push(line);
  }
  const hidden = old.length - lines.length;
  const rest = hidden > 0 ? [`(${hidden} more)`] : [];
  return ['Failed before the change too:', ...lines, ...rest].join('\n');
}

function describeOutcome({ outcome, reason, commit, results, seconds, url }: TestReport): string {
  const at = commit.slice(0, 7);
  const run = url === null ? '' : `\nRun: ${url}`;
  if (outcome === 'not run') return `The tests did not run at ${at}. ${reason ?? ''}`.trimEnd() + run;
  return `Tests ${outcome} at ${at}: ${describeTotals(results)}, in ${Math.round(seconds)} s.${run}`;
}

function describeTotals({ format, passed, failed, skipped }: TestResults): string {
  if (format === 'exit code') return 'only the exit code is known';
  const counts = [
    `${passed} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return counts.join(', ');
}

/** Shares the room out, so that one long failure does not hide the others. */
function describeFailures(
  failures: readonly TestFailure[],
  budget: number,
  code: ReadonlyMap<TestFailure, string>,
): string[] {
  const shown: string[] = [];
  let room = budget;
  for (const [index, failure] of failures.entries()) {
    if (room < leastRoom) break;
    const share = Math.max(Math.floor(room / Math.min(failures.length - index, 4)), leastRoom);
    const text = clipText(describeFailure(failure, index + 1, code.get(failure)), share - 2);
    shown.push(text);
    room -= text.length + 2;
  }
  return shown;
}

const longestOutput = 600;

const kinds = { failed: '', error: ' (error outside of the test itself)', collection: ' (could not be loaded)' };

function describeFailure(failure: TestFailure, number: number, code?: string): string {
  const { kind, name, file, line, message, trace, output } = failure;
  const place = file === undefined ? [] : [line === undefined ? file : `${file}:${line}`];
  const details = [
    ...place,
    message,
    ...(trace === undefined ? [] : [trace]),
    ...(code === undefined ? [] : [code]),
    ...(output === undefined ? [] : [`Printed:\n${clipText(output, longestOutput)}`]),
  ].join('\n');
  return `${number}. ${name}${kinds[kind]}\n${details.replace(/^/gm, '   ')}`;
}

/** A failure of the command as a whole says nothing by itself. */
function needsLog({ outcome, results, logTail }: TestReport): boolean {
  const explained = results.failures.some(({ name }) => name !== commandFailureName);
  return logTail !== '' && outcome !== 'passed' && !explained;
}
