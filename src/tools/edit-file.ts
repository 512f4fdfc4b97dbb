import { z } from 'zod';
import type { Tool } from '../agent/tool.ts';
import type { ApplyEdits } from './apply-edits.ts';
import { defineTool } from './define-tool.ts';

export function editFileTool(apply: ApplyEdits): Tool {
  return defineTool({
    name: 'edit_file',
    edits: true,
    description:
      'Replaces one stretch of a file. Quote the text to replace as it is in the file, without line numbers, with ' +
      'enough of it to be there only once; or give the line where it begins, or the symbol that it is in. Small ' +
      'differences in white space are found and kept as the file has them. An edit that fits nowhere, fits in several ' +
      'places, or breaks the syntax is refused.',
    input: z.strictObject({
      path: z.string().describe('Path from the root of the repository.'),
      search: z.string().min(1).describe('The text to replace.'),
      replace: z.string().describe('The new text; empty to delete.'),
      line: z
        .int()
        .min(1)
        .optional()
        .describe('The number of the line that is meant where the text is there more than once.'),
      symbol: z.string().min(1).optional().describe('The function or class to look in, as `Class.method`.'),
    }),
    run: (input) => apply([{ type: 'replace_text', ...input }]),
  });
}
