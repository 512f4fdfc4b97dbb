import { countTokens } from '../text/tokens.ts';
import type { FixContent, Pattern } from './pattern.ts';

/** Tokens of cl100k for one pattern, and for all conventions together. */
const tokensOfFix = 350;
const tokensOfConventions = 400;

/** What a task is shown of its memory: texts for its prompt, and what they came from. */
export interface Advice {
  /** One for each fix, with its source. */
  readonly fixes: readonly string[];
  /** One line each. */
  readonly conventions: readonly string[];
  readonly recalled: readonly RecalledPattern[];
}

/** A pattern that a task was shown, as people are told. */
export interface RecalledPattern {
  readonly id: number;
  readonly kind: Pattern['kind'];
  readonly confidence: number;
  /** Null where it is of the task's own repository, and for what has none. */
  readonly issueNumber: number | null;
  readonly pullNumber: number | null;
  readonly isForeign: boolean;
}

export const noAdvice: Advice = { fixes: [], conventions: [], recalled: [] };

/** Renders what was recalled, each with its source and within its share of tokens. */
export function renderAdvice(
  repository: string,
  { fixes, conventions }: { readonly fixes: readonly Pattern[]; readonly conventions: readonly Pattern[] },
): Advice {
  const lines = conventions.flatMap(({ id, content }) =>
    content.kind === 'convention' ? [`- ${oneLine(content.text)} (memory ${id}, said by ${content.saidBy})`] : [],
  );
  const shownLines = fitLines(lines, tokensOfConventions);
  const shown = [...fixes, ...conventions.slice(0, shownLines.length)];
  return {
    fixes: fixes.flatMap((pattern) =>
      pattern.content.kind === 'fix' ? [renderFix(pattern, pattern.content, pattern.repository !== repository)] : [],
    ),
    conventions: shownLines,
    recalled: shown.map((pattern) => toRecalled(pattern, pattern.repository !== repository)),
  };
}

function toRecalled({ id, kind, confidence, pullNumber, content }: Pattern, isForeign: boolean): RecalledPattern {
  const issueNumber = content.kind === 'fix' && content.issue.number > 0 ? content.issue.number : null;
  return {
    id,
    kind,
    confidence,
    isForeign,
    // A number of another repository would point to something else here, and may be nobody's business.
    issueNumber: isForeign ? null : issueNumber,
    pullNumber: isForeign ? null : pullNumber,
  };
}

function renderFix(pattern: Pattern, content: FixContent, isForeign: boolean): string {
  const { issue, files, symbols, summary, failingTests, wrongTurns, refusal, commit, diff } = content;
  const isWrong = pattern.kind === 'wrong way';
  const head = [
    `Memory ${pattern.id}: ${isWrong ? 'a wrong way, which people refused or took back' : 'a fix that was merged'}`,
    `(${sourceOf(pattern, commit, isForeign)}, confidence ${pattern.confidence.toFixed(2)})`,
  ].join(' ');
  const facts = [
    `Issue: ${oneLine(issue.title)}`,
    files.length === 0 ? '' : `Files: ${files.slice(0, 8).join(', ')}`,
    symbols.length === 0
      ? ''
      : `Symbols: ${symbols
          .slice(0, 8)
          .map(({ name }) => name)
          .join(', ')}`,
    summary === '' ? '' : `What it said: ${oneLine(summary)}`,
    refusal === null ? '' : `Why it was refused: ${oneLine(refusal)}`,
    failingTests.length === 0 ? '' : `Tests that showed it: ${failingTests.slice(0, 3).join(', ')}`,
    ...wrongTurns.map((turn) => `Tried before, and did not work: ${oneLine(turn)}`),
  ];
  const lines = fitLines([head, ...facts.filter((fact) => fact !== '')], tokensOfFix);
  const left = tokensOfFix - countTokens(lines.join('\n'));
  const diffLines = fitLines(diff.split('\n'), left - 10);
  return [...lines, ...(diffLines.length > 1 ? ['Diff, in short:', ...diffLines] : [])].join('\n');
}

function sourceOf({ pullNumber }: Pattern, commit: string, isForeign: boolean): string {
  const where = isForeign ? 'another repository of the installation, ' : '';
  const pull = pullNumber === null ? '' : `pull request ${pullNumber}, `;
  return `${where}${pull}commit ${commit.slice(0, 12)}`;
}

/** As many whole lines from the first as fit; a first line that is too long by itself is cut. */
function fitLines(lines: readonly string[], tokens: number): string[] {
  const fitting: string[] = [];
  let left = tokens;
  for (const line of lines) {
    left -= countTokens(`${line}\n`);
    if (left < 0) break;
    fitting.push(line);
  }
  return fitting;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
