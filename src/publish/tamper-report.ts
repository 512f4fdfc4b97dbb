import type { Tampering } from '../validation/tamper-gate/tampering.ts';
import { fenced, inlineCode, plainMarkdown } from './plain-markdown.ts';

/** In a comment of at most 65,536 characters, beside other things. */
const mostShown = 15;
const longestQuote = 600;

/**
 * What the tamper gate found, as a list in Markdown: what holds the pull request up first, each with its place, a
 * sentence, and the lines as they were and would be. Empty where nothing was found.
 */
export function describeTampering(findings: readonly Tampering[]): string {
  const sorted = [...findings].sort((a, b) => Number(b.blocking) - Number(a.blocking));
  const more = sorted.length - mostShown;
  return [...sorted.slice(0, mostShown).map(item), more > 0 ? `… and ${more} more.` : '']
    .filter((part) => part !== '')
    .join('\n\n');
}

function item({ path, line, side, kind, test, message, before, after, blocking }: Tampering): string {
  const place = `${inlineCode(`${path}:${line}`)}${side === 'before' ? ' (as it was)' : ''}`;
  const name = test === undefined ? '' : `, test ${inlineCode(test)}`;
  const quotes = [before && quote('Before', before), after && quote('After', after)].filter((part) => part !== '');
  const head = `- **${kind}**${blocking ? '' : ' (shown only)'}: ${place}${name}. ${plainMarkdown(message, 300)}`;
  return [head, ...quotes].join('\n\n');
}

/** Inside the list's item. */
function quote(title: string, text: string): string {
  return `${title}:\n\n${fenced(text, longestQuote)}`
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
}
