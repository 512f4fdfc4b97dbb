import { z } from 'zod';
import type { Tool } from '../agent/tool.ts';
import type { SearchResult } from '../context/search-code.ts';
import { linesOf, textOf } from '../text/lines.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { defineTool, done } from './define-tool.ts';
import { numberLines } from './number-lines.ts';
import { readText } from './read-text.ts';

export type Search = (query: string, limit: number) => Promise<readonly SearchResult[]>;

const defaultLimit = 8;
const mostLinesEach = 40;

/** The search knows the commit; the lines shown are those of now, so edits above them may have moved them. */
async function showResult(workspace: Workspace, result: SearchResult): Promise<string> {
  const { path, startLine, endLine, kind, symbol } = result;
  const title = `${path}, lines ${startLine}-${endLine}, ${symbol === null ? kind : `${kind} ${symbol}`}`;
  const file = await readText(workspace, path);
  if ('refused' in file) return `${title}\n${file.refused}`;
  const last = Math.min(endLine, startLine + mostLinesEach - 1);
  const lines = textOf({ startLine, endLine: last }, linesOf(file.content)).split('\n');
  const rest = endLine > last ? `\n[${endLine - last} more lines; read_file shows them]` : '';
  return `${title}\n${numberLines(lines, startLine)}${rest}`;
}

export function searchCodeTool(workspace: Workspace, search: Search): Tool {
  return defineTool({
    name: 'search_code',
    description:
      'Finds the functions, classes and other parts of the code that fit a query, best first. ' +
      'Names of symbols, files and error messages work best; plain words work too. It does not see your own edits.',
    input: z.strictObject({
      query: z.string().trim().min(1).max(2000),
      limit: z.int().min(1).max(20).default(defaultLimit),
    }),
    async run({ query, limit }, steps) {
      const results = await steps.run('search the code', () => search(query, limit));
      if (results.length === 0) return done('Nothing was found. Try other words, or list_files.');
      const shown: string[] = [];
      for (const result of results) shown.push(await showResult(workspace, result));
      return done(shown.join('\n\n'));
    },
  });
}
