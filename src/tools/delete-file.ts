import { z } from 'zod';
import type { Tool } from '../agent/tool.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { defineTool, done, refuse } from './define-tool.ts';
import { whyNotEditable } from './editable-path.ts';
import { readText } from './read-text.ts';

export function deleteFileTool(workspace: Workspace): Tool {
  return defineTool({
    name: 'delete_file',
    description: 'Deletes a text file.',
    input: z.strictObject({ path: z.string().describe('Path from the root of the repository.') }),
    async run({ path }) {
      const reason = whyNotEditable(workspace, path);
      if (reason !== undefined) return refuse(reason);
      const file = await readText(workspace, path);
      if ('refused' in file) return refuse(file.refused);
      workspace.delete(path);
      return done(`Deleted ${path}.`);
    },
  });
}
