import { stripVTControlCharacters, styleText } from 'node:util';
import type { SearchResult } from '../context/search-code.ts';

/** Results for a person, a line each: `path:first-last  kind symbol  score`. */
export function describeResults(results: readonly SearchResult[], colours: boolean): string {
  const paint = (style: 'cyan' | 'dim', text: string) =>
    colours ? styleText(style, text, { validateStream: false }) : text;
  return results
    .map(({ path, startLine, endLine, kind, symbol, score }) => {
      const what = symbol === null ? kind : `${kind} ${printable(symbol)}`;
      return `${paint('cyan', printable(path))}:${startLine}-${endLine}  ${what}  ${paint('dim', score.toFixed(2))}\n`;
    })
    .join('');
}

/** Names come from a repository, and a name may hold what a terminal obeys. */
export function printable(name: string): string {
  return stripVTControlCharacters(name).replace(/\p{Cc}/gu, '?');
}
