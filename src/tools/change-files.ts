import { z } from 'zod';
import type { Tool } from '../agent/tool.ts';
import { readEdits } from '../patching/read-edits.ts';
import type { ApplyEdits } from './apply-edits.ts';
import { defineTool, refuse } from './define-tool.ts';

const path = z.string().describe('Path from the root of the repository.');

/** The tools that make, rewrite, move and delete whole files, put lines in, and take a patch. */
export function changeFilesTools(apply: ApplyEdits): Tool[] {
  return [
    defineTool({
      name: 'insert_lines',
      edits: true,
      description: 'Puts lines into a file after the line with a number; 0 is the beginning. They go in as they are.',
      input: z.strictObject({ path, afterLine: z.int().min(0), content: z.string().min(1) }),
      run: (input) => apply([{ type: 'insert_lines', ...input }]),
    }),
    defineTool({
      name: 'write_file',
      edits: true,
      description:
        'Makes a new text file, or gives one its whole new content. Of a file that is there, what you leave out is ' +
        'deleted, and what differs only in white space or quotes stays as it is. Prefer smaller edits.',
      input: z.strictObject({ path, content: z.string().describe('The whole content.') }),
      run: (input) => apply([{ type: 'write_file', ...input }]),
    }),
    defineTool({
      name: 'move_file',
      edits: true,
      description: 'Moves a file. What imports it is not changed.',
      input: z.strictObject({ path, to: z.string().describe('The new path.') }),
      run: (input) => apply([{ type: 'move_file', ...input }]),
    }),
    defineTool({
      name: 'delete_file',
      edits: true,
      description: 'Deletes a text file.',
      input: z.strictObject({ path }),
      run: (input) => apply([{ type: 'delete_file', ...input }]),
    }),
    defineTool({
      name: 'apply_patch',
      edits: true,
      description:
        'Makes the changes of a patch to one file or several, all of them or none: a unified diff, or text from ' +
        '"*** Begin Patch" to "*** End Patch".',
      input: z.strictObject({ patch: z.string().min(1) }),
      async run({ patch }) {
        if (/^\s*[{[]/.test(patch)) return refuse('Give a unified diff, or text that begins with "*** Begin Patch".');
        const read = readEdits(patch);
        return 'refused' in read ? refuse(read.refused) : apply(read.edits);
      },
    }),
  ];
}
