import { z } from 'zod';
import type { Tool } from '../agent/tool.ts';
import { editSchema } from '../patching/edits/edit.ts';
import type { ApplyEdits } from './apply-edits.ts';
import { defineTool, refuse } from './define-tool.ts';

const types = {
  replace: 'replace_symbol',
  insert_before: 'insert_before_symbol',
  insert_after: 'insert_after_symbol',
  rename: 'rename_symbol',
  delete: 'delete_symbol',
} as const;

export function editSymbolTool(apply: ApplyEdits): Tool {
  return defineTool({
    name: 'edit_symbol',
    edits: true,
    description:
      'Edits a whole function, method, class or other definition by its name. `replace` takes the whole new definition ' +
      '(a comment `... existing code ...` stands for lines that stay) and changes only what differs; methods that a ' +
      'class leaves out stay. `insert_before` and `insert_after` put new code beside it. `rename` takes `newName` and ' +
      'renames the uses in this file only.',
    input: z.strictObject({
      path: z.string().describe('Path from the root of the repository.'),
      symbol: z.string().min(1).describe('Its name, qualified where that is needed: `Class.method`.'),
      action: z.enum(['replace', 'insert_before', 'insert_after', 'rename', 'delete']),
      content: z.string().min(1).optional().describe('The code to put there.'),
      newName: z.string().min(1).optional(),
      line: z.int().min(1).optional().describe('A line of the definition that is meant where several have the name.'),
    }),
    async run({ action, ...input }) {
      const edit = editSchema.safeParse({ type: types[action], ...input });
      if (edit.success) return apply([edit.data]);
      const needs =
        action === 'rename' ? '`newName`, a plain name,' : action === 'delete' ? 'nothing else' : '`content`';
      return refuse(`The action ${action} takes path, symbol and ${needs} (and line, where several have the name).`);
    },
  });
}
