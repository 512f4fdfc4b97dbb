import { z } from 'zod';
import type { Tool } from '../agent/tool.ts';
import { applyEdit } from '../patching/apply-edit.ts';
import { linesOf, textOf } from '../text/lines.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { defineTool, done, refuse } from './define-tool.ts';
import { whyNotEditable } from './editable-path.ts';
import { numberLines } from './number-lines.ts';
import { whyItDoesNotParse } from './parse-check.ts';
import { readText } from './read-text.ts';

const shownAround = 3;
const mostShown = 60;

/** The new lines with some around them, so that the model sees what it made. */
function showPlace(content: Buffer, startLine: number, endLine: number): string {
  const lines = linesOf(content);
  const first = Math.max(1, startLine - shownAround);
  const last = Math.min(lines.length, endLine + shownAround, first + mostShown - 1);
  return last < first
    ? '(the file is empty now)'
    : numberLines(textOf({ startLine: first, endLine: last }, lines).split('\n'), first);
}

export function editFileTool(workspace: Workspace): Tool {
  return defineTool({
    name: 'edit_file',
    description:
      'Replaces one stretch of a file. Quote the text to replace as it is in the file, without line numbers, with ' +
      'enough of it to be there only once; or give the line where it begins. Small differences in white space are ' +
      'found and kept as the file has them. An edit that fits nowhere, fits in several places, or breaks the syntax is refused.',
    input: z.strictObject({
      path: z.string().describe('Path from the root of the repository.'),
      search: z.string().min(1).describe('The text to replace.'),
      replace: z.string().describe('The new text; empty to delete.'),
      line: z
        .int()
        .min(1)
        .optional()
        .describe('The number of the line that is meant where the text is there more than once.'),
    }),
    async run({ path, line, ...edit }) {
      const reason = whyNotEditable(workspace, path);
      if (reason !== undefined) return refuse(reason);
      const file = await readText(workspace, path);
      if ('refused' in file) return refuse(file.refused);
      const result = applyEdit(file.content, { ...edit, ...(line === undefined ? {} : { line }) });
      if (result.kind === 'refused') return refuse(`${path} was not changed. ${result.reason}`);
      const { content, startLine, endLine, closeness } = result;
      const broken = await whyItDoesNotParse(path, file.content.toString(), content.toString());
      if (broken !== undefined) return refuse(broken);
      workspace.write(path, content);
      const how = closeness === 'exact' ? '' : ` (your quote differed in ${closeness})`;
      return done(`Edited ${path}${how}. It now reads:\n${showPlace(content, startLine, endLine)}`);
    },
  });
}
