import type { RiskReport } from '../agent/risk/risk.ts';
import type { RecalledPattern } from '../memory/render-advice.ts';
import type { Finding } from '../review/finding.ts';
import type { RankedFile } from '../review/rank-files.ts';
import { countOf } from '../text/count-of.ts';
import { suggestionLines } from '../text/suggestion-lines.ts';
import { describeRecalled } from './memory.ts';
import { fenced, inlineCode, plainMarkdown } from './plain-markdown.ts';
import { riskFindings } from './risk-findings.ts';

export interface ReviewSummary {
  /** What the change does, in the model's words; empty where it said nothing. */
  readonly summary: string;
  readonly risk: RiskReport;
  /** What of its memory the model was shown. */
  readonly recalled: readonly RecalledPattern[];
  /** Each with the hidden line by which it is known again. */
  readonly inline: readonly Finding[];
  /** What has no place in the diff, or is beyond the number of comments. */
  readonly elsewhere: readonly { readonly finding: Finding; readonly marker: string }[];
  /** Findings of earlier reviews that wait for a person. */
  readonly open: number;
  /** In the order in which to read them. */
  readonly files: readonly RankedFile[];
  /** Null for the whole pull request. */
  readonly since: string | null;
  readonly head: string;
  readonly leftAlone: readonly { readonly path: string; readonly reason: string }[];
  readonly leftOut: readonly string[];
  /** Why the model's part is not complete; null where it is. */
  readonly incomplete: string | null;
}

const mostFiles = 40;
const mostNamed = 10;
const mostRisks = 6;

/** A comment on lines of the diff. @param suggests whether its lines are exactly those that the suggestion replaces. */
export function findingComment(finding: Finding, marker: string, suggests: boolean): string {
  const { severity, category, title, consequence, suggestion } = finding;
  const head = `**${severity}, ${category}.** ${plainMarkdown(title, 600)}`;
  const parts = [marker, head, '', plainMarkdown(consequence, 1_500)];
  // Not made inert: GitHub would put every character of it into the file.
  if (suggests && suggestion !== null) parts.push('', suggestionBlock(suggestion));
  else if (suggestion !== null) parts.push('', 'Instead of these lines:', '', fenced(suggestion));
  return parts.join('\n');
}

/** What such a comment says is wrong; null where it says nothing of the kind. */
export function titleOfFinding(comment: string): string | null {
  return /^\*\*(?:critical|major|minor|note), [A-Za-z ]+\.\*\* (.+)$/m.exec(comment)?.[1] ?? null;
}

/** What GitHub offers to put in place of the lines of a comment. */
export function suggestionBlock(suggestion: string): string {
  return ['```suggestion', ...suggestionLines(suggestion), '```'].join('\n');
}

/** The summary of a review. It approves nothing. */
export function reviewBody(review: ReviewSummary): string {
  const { summary, risk, recalled, inline, elsewhere, open, files, since, head, leftAlone, leftOut, incomplete } =
    review;
  const range = since === null ? `the pull request at ${head.slice(0, 7)}` : `${since.slice(0, 7)}…${head.slice(0, 7)}`;
  const before = open === 0 ? '' : ` ${countOf(open, 'finding')} of before ${open === 1 ? 'is' : 'are'} still open.`;
  const looked = `Looked at ${countOf(files.length, 'file')} of ${range}.${before}`;
  const nothing = open === 0 ? 'Nothing found' : 'Nothing new found';
  const total = inline.length + elsewhere.length;
  const untested = files.filter(({ reasons }) => reasons.includes('no test imports it'));
  const lines = [
    `**${total === 0 ? nothing : countOf(total, 'finding')}.** ${looked}`,
    ...(summary === '' ? [] : ['', plainMarkdown(summary)]),
    ...(incomplete === null ? [] : ['', `**Not complete:** ${plainMarkdown(incomplete, 600)}`]),
    ...named('Not reviewed, because the budget did not reach', leftOut),
    ...elsewhere.flatMap(({ finding, marker }) => [
      '',
      marker,
      `**${inlineCode(`${finding.path}:${finding.lines.start}`)}** ${findingComment(finding, '', false).trim()}`,
    ]),
  ];
  // Where nothing was found, a short word is all that anyone wants to read.
  if (total > 0 || since === null) lines.push(...riskLines(risk), '', ...readingOrder(files, untested));
  if (recalled.length > 0) lines.push('', describeRecalled(recalled));
  lines.push(
    ...list(
      'Left alone',
      leftAlone.map(({ path, reason }) => `${inlineCode(path)} (${reason})`),
    ),
  );
  return lines.join('\n');
}

/** What no test imports is named below, with what tests import. */
function riskLines({ level, findings }: RiskReport): string[] {
  const others = findings.filter(({ area, level: of }) => area !== 'untested' || of !== 'low');
  const reasons = others.length === 0 ? [] : ['', riskFindings(others, mostRisks)];
  return ['', `**Risk: ${level}.**`, ...reasons];
}

function readingOrder(files: readonly RankedFile[], untested: readonly RankedFile[]): string[] {
  const rows = files.slice(0, mostFiles).map(({ file, changed, reasons, tests }) => {
    const tested = file.isTest ? 'a test' : describeTests(tests, file.path);
    // In a table, a bar ends the cell, also inside code.
    return `| ${inlineCode(file.path).replaceAll('|', '\\|')} | ${changed} | ${[...reasons, tested].filter((part) => part !== '').join(', ')} |`;
  });
  const more = files.length > mostFiles ? [`\n… and ${files.length - mostFiles} more files.`] : [];
  return [
    '<details><summary>In this order the files are best read</summary>',
    '',
    '| file | changed lines | |',
    '|---|---|---|',
    ...rows,
    ...more,
    '',
    '</details>',
    ...named(
      'No test imports',
      untested.map(({ file }) => file.path),
    ),
  ];
}

function describeTests(tests: readonly string[], path: string): string {
  const others = tests.filter((test) => test !== path).length;
  const own = others < tests.length ? ['it holds tests of its own'] : [];
  const users = others === 1 ? ['1 test file imports it'] : others > 0 ? [`${others} test files import it`] : [];
  return [...own, ...users].join(', ');
}

function named(what: string, paths: readonly string[]): string[] {
  return list(what, paths.map(inlineCode));
}

function list(what: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const more = items.length > mostNamed ? ` and ${items.length - mostNamed} more` : '';
  return ['', `${what}: ${items.slice(0, mostNamed).join(', ')}${more}.`];
}
