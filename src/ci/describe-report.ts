import { clipText, lastLines } from './clip-text.ts';
import { commandFailureName } from './parse-results/parse-results.ts';
import type { TestFailure, TestReport, TestResults } from './test-report.ts';

/** The least room in which a failure or a log still says something. */
const leastRoom = 120;

/**
 * A report in plain text, for the model and for people: the outcome, then the failures, then the end of the log where
 * the failures do not explain the outcome. What tests print is data: whoever shows it marks it as such.
 * @param budget the most UTF-16 units of the text.
 */
export function describeReport(report: TestReport, budget: number): string {
  const headline = describeOutcome(report);
  const shown = describeFailures(report.results.failures, budget - headline.length - 40);
  const hidden = report.results.failed - shown.length;
  const rest = hidden > 0 ? [`(${hidden} more not shown)`] : [];
  const text = [headline, ...shown, ...rest].join('\n\n');
  const room = budget - text.length - '\n\nEnd of the log:\n'.length;
  if (!needsLog(report) || room < leastRoom) return clipText(text, budget);
  return `${text}\n\nEnd of the log:\n${lastLines(report.logTail, room)}`;
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
function describeFailures(failures: readonly TestFailure[], budget: number): string[] {
  const shown: string[] = [];
  let room = budget;
  for (const [index, failure] of failures.entries()) {
    if (room < leastRoom) break;
    const share = Math.max(Math.floor(room / Math.min(failures.length - index, 4)), leastRoom);
    const text = clipText(describeFailure(failure, index + 1), share - 2);
    shown.push(text);
    room -= text.length + 2;
  }
  return shown;
}

const kinds = { failed: '', error: ' (error outside of the test itself)', collection: ' (could not be loaded)' };

function describeFailure({ kind, name, file, line, message, trace }: TestFailure, number: number): string {
  const place = file === undefined ? [] : [line === undefined ? file : `${file}:${line}`];
  const details = [...place, message, ...(trace === undefined ? [] : [trace])].join('\n');
  return `${number}. ${name}${kinds[kind]}\n${details.replace(/^/gm, '   ')}`;
}

/** A failure of the command as a whole says nothing by itself. */
function needsLog({ outcome, results, logTail }: TestReport): boolean {
  const explained = results.failures.some(({ name }) => name !== commandFailureName);
  return logTail !== '' && outcome !== 'passed' && !explained;
}
