import { z } from 'zod';
import type { Tool } from '../agent/tool.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { defineTool, done, refuse } from './define-tool.ts';

const mostEntries = 500;

/** What lies directly in a folder: its files, and its folders with the number of files below each. */
function directEntries(paths: readonly string[], prefix: string): string[] {
  const folders = new Map<string, number>();
  const files: string[] = [];
  for (const path of paths) {
    const end = path.indexOf('/', prefix.length);
    if (end === -1) files.push(path);
    else folders.set(path.slice(0, end + 1), (folders.get(path.slice(0, end + 1)) ?? 0) + 1);
  }
  return [...[...folders].map(([folder, count]) => `${folder} (${count} ${count === 1 ? 'file' : 'files'})`), ...files];
}

export function listFilesTool(workspace: Workspace): Tool {
  return defineTool({
    name: 'list_files',
    onlyReads: true,
    description:
      'Lists what is in a folder, or all files below it whose path contains a text. ' +
      `At most ${mostEntries} entries are shown.`,
    input: z.strictObject({
      folder: z.string().default('').describe('Path from the root of the repository; empty for the root.'),
      containing: z
        .string()
        .min(1)
        .optional()
        .describe('Text in the path, such as ".test." or "parser"; case does not matter.'),
    }),
    run({ folder, containing }) {
      const plain = folder.replace(/^\.?\//, '').replace(/\/$/, '');
      const prefix = plain === '' || plain === '.' ? '' : `${plain}/`;
      const below = workspace.paths().filter((path) => path.startsWith(prefix));
      if (below.length === 0 && prefix !== '') return refuse(`There is no folder ${JSON.stringify(folder)}.`);
      const needle = containing?.toLowerCase();
      const entries =
        needle === undefined
          ? directEntries(below, prefix)
          : below.filter((path) => path.slice(prefix.length).toLowerCase().includes(needle));
      if (entries.length === 0) return done('No files.');
      const more = entries.length - mostEntries;
      const shown = entries.slice(0, mostEntries).join('\n');
      return done(more > 0 ? `${shown}\n… and ${more} more; name a deeper folder or a text in the path.` : shown);
    },
  });
}
