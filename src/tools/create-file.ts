import { z } from 'zod';
import type { Tool } from '../agent/tool.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { defineTool, done, refuse } from './define-tool.ts';
import { whyNotCreatable, whyNotEditable } from './editable-path.ts';
import { whyItDoesNotParse } from './parse-check.ts';
import { largestFile } from './read-text.ts';

export function createFileTool(workspace: Workspace): Tool {
  return defineTool({
    name: 'create_file',
    description: 'Makes a new text file. It refuses to replace one that is there: use edit_file for that.',
    input: z.strictObject({
      path: z.string().describe('Path from the root of the repository; folders need not exist.'),
      content: z.string().describe('The whole content.'),
    }),
    async run({ path, content }) {
      const reason = whyNotEditable(workspace, path) ?? whyNotCreatable(workspace, path);
      if (reason !== undefined) return refuse(reason);
      if (content.includes('\0')) return refuse('The content holds a NUL character; only text files can be made.');
      const bytes = Buffer.from(content);
      if (bytes.length > largestFile)
        return refuse(`The content has ${bytes.length} bytes; at most ${largestFile} are taken.`);
      const broken = await whyItDoesNotParse(path, '', content);
      if (broken !== undefined) return refuse(broken);
      workspace.write(path, bytes);
      return done(`Created ${path}.`);
    },
  });
}
