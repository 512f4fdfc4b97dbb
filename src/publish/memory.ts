import type { Pattern } from '../memory/pattern.ts';
import type { RecalledPattern } from '../memory/render-advice.ts';
import { plainMarkdown } from './plain-markdown.ts';

/** The answer to `/goat memory`: a line for each pattern, the surest first. */
export function renderMemory(patterns: readonly Pattern[]): string {
  if (patterns.length === 0) {
    return 'Nothing is remembered here yet. What people merge of the fixes is, and what they refuse; `/goat memory remember TEXT` adds a convention.';
  }
  return [
    '### Memory of this repository',
    '| id | what | confidence | about |',
    '|---|---|---|---|',
    ...patterns.map(row),
    '',
    '`/goat memory forget ID` removes one.',
  ].join('\n');
}

function row({ id, kind, confidence, content, pullNumber }: Pattern): string {
  const about =
    content.kind === 'fix'
      ? [
          cell(content.issue.title, 100),
          pullNumber === null ? '' : `(pull request ${pullNumber})`,
          content.refusal === null ? '' : `Refused: ${cell(content.refusal, 150)}`,
        ]
      : [cell(content.text, 250), `(${cell(content.saidBy, 60)})`];
  return `| ${id} | ${kind} | ${confidence.toFixed(2)} | ${about.filter((part) => part !== '').join(' ')} |`;
}

function cell(text: string, longest: number): string {
  return plainMarkdown(text, longest).replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
}

/** What of its memory a fix was shown; empty where nothing was. */
export function describeRecalled(recalled: readonly RecalledPattern[]): string {
  if (recalled.length === 0) return '';
  const named = recalled.map(({ id, kind, confidence, issueNumber, pullNumber, isForeign }) => {
    const of = [
      isForeign ? 'of another repository' : '',
      issueNumber === null ? '' : `issue #${issueNumber}`,
      pullNumber === null ? '' : `pull request #${pullNumber}`,
    ].filter((part) => part !== '');
    return `memory ${id} (${[kind, ...of].join(', ')}, confidence ${confidence.toFixed(2)})`;
  });
  return `Recalled as advice: ${named.join('; ')}.`;
}
