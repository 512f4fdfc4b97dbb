import { z } from 'zod';
import type { Tool } from '../agent/tool.ts';
import type { SymbolsOf } from '../indexing/list-symbols.ts';
import { findSymbol } from '../patching/edits/find-symbol.ts';
import { linesOf } from '../text/lines.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { defineTool, done, refuse } from './define-tool.ts';
import { numberLines } from './number-lines.ts';
import { readText } from './read-text.ts';
import { sawFile } from './seen-files.ts';

const mostLines = 800;
const mostCharacters = 60_000;

const line = z.int().min(1).optional();

/** How many of the lines fit into one answer; at least one, so that reading always goes on. */
function countThatFit(lines: readonly string[]): number {
  let characters = 0;
  const over = lines.findIndex((text) => {
    characters += Math.min(text.length, 2000) + 8;
    return characters > mostCharacters;
  });
  return Math.min(mostLines, over === -1 ? lines.length : Math.max(1, over));
}

/** The first and the last line of a definition, or why there is none to show. */
async function linesOfSymbol(
  file: { readonly path: string; readonly text: string },
  symbolsOf: SymbolsOf,
  { symbol, line }: { readonly symbol: string; readonly line: number | undefined },
): Promise<{ readonly startLine: number; readonly endLine: number } | { readonly refused: string }> {
  const symbols = await symbolsOf(file.path, file.text);
  if (symbols === undefined) return { refused: `The symbols of ${file.path} are not known. Read it by its lines.` };
  const found = findSymbol(file, symbols, symbol, line);
  if ('refused' in found) return found;
  const lineAt = (offset: number) => file.text.slice(0, offset).split('\n').length;
  return { startLine: lineAt(found.leadStart), endLine: lineAt(found.end) };
}

export function readFileTool(workspace: Workspace, symbolsOf: SymbolsOf): Tool {
  return defineTool({
    name: 'read_file',
    onlyReads: true,
    description:
      'Shows a text file with line numbers, your own edits included; or one function or class of it. ' +
      `Long files come in parts of at most ${mostLines} lines: say from which line to go on.`,
    input: z.strictObject({
      path: z.string().describe('Path from the root of the repository.'),
      symbol: z.string().min(1).optional().describe('Only this function or class, as `Class.method`.'),
      startLine: line.describe('First line, from 1. Where several have the name of `symbol`, a line of the one meant.'),
      endLine: line.describe('Last line, which is included.'),
    }),
    async run({ path, symbol, ...asked }) {
      const file = await readText(workspace, path);
      if ('refused' in file) return refuse(file.refused);
      const part =
        symbol === undefined
          ? asked
          : await linesOfSymbol({ path, text: file.content.toString() }, symbolsOf, { symbol, line: asked.startLine });
      if ('refused' in part) return refuse(part.refused);
      const { startLine = 1, endLine = Number.POSITIVE_INFINITY } = part;
      sawFile(workspace, path, file.content);
      const lines = linesOf(file.content);
      if (lines.length === 0) return done(`${path} is empty.`);
      if (startLine > lines.length)
        return refuse(`${path} has ${lines.length} lines, so there is no line ${startLine}.`);
      if (endLine < startLine) return refuse(`endLine ${endLine} is before startLine ${startLine}.`);
      const wanted = lines.slice(startLine - 1, endLine);
      const shown = wanted.slice(0, countThatFit(wanted));
      const last = startLine - 1 + shown.length;
      const rest = last < lines.length ? ` of ${lines.length}; go on with startLine ${last + 1}` : '';
      return done(`${path}, lines ${startLine}-${last}${rest}\n${numberLines(shown, startLine)}`);
    },
  });
}
