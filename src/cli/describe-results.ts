import { stripVTControlCharacters, styleText } from 'node:util';
import type { SearchResult } from '../context/search-code.ts';

interface Looks {
  readonly colours: boolean;
  /** Whether the scores tell one result from another. */
  readonly scores: boolean;
}

/** Results for a person, a line each: `path:first-last  kind symbol  score`. */
export function describeResults(results: readonly SearchResult[], { colours, scores }: Looks): string {
  const paint = (style: 'cyan' | 'dim', text: string) =>
    colours ? styleText(style, text, { validateStream: false }) : text;
  return results
    .map(({ path, startLine, endLine, kind, symbol, score }) => {
      const what = symbol === null ? kind : `${kind} ${printable(symbol)}`;
      const place = `${paint('cyan', printable(path))}:${startLine}-${endLine}`;
      return `${place}  ${what}${scores ? `  ${paint('dim', score.toFixed(2))}` : ''}\n`;
    })
    .join('');
}

/** Names come from a repository, and a name may hold what a terminal obeys. */
export function printable(name: string): string {
  return stripVTControlCharacters(name).replace(/\p{Cc}/gu, '?');
}
