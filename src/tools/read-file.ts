import { z } from 'zod';
import type { Tool } from '../agent/tool.ts';
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

export function readFileTool(workspace: Workspace): Tool {
  return defineTool({
    name: 'read_file',
    onlyReads: true,
    description:
      'Shows a text file with line numbers, your own edits included. ' +
      `Long files come in parts of at most ${mostLines} lines: say from which line to go on.`,
    input: z.strictObject({
      path: z.string().describe('Path from the root of the repository.'),
      startLine: line.describe('First line, from 1.'),
      endLine: line.describe('Last line, which is included.'),
    }),
    async run({ path, startLine = 1, endLine = Number.POSITIVE_INFINITY }) {
      const file = await readText(workspace, path);
      if ('refused' in file) return refuse(file.refused);
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
