import { foldersAbove, inside } from '../../indexing/imports/paths.ts';
import { repositoryFiles } from '../../indexing/imports/repository-files.ts';
import { resolveImport } from '../../indexing/imports/resolve-import.ts';
import { matchInThread } from '../../indexing/match-ignore-file.ts';
import { doubtPatch } from '../../validation/doubt-patch.ts';
import type { PatchedRepository } from '../../validation/patched-repository.ts';
import type { Problem } from '../../validation/validate-patch.ts';
import type { FileChange, Workspace } from '../../workspace/workspace.ts';

/** Tells the agent each doubt about its patch once: when it calls `finish` again as it stands, it means it. */
export function doubtOnce(workspace: Workspace): (changes: readonly FileChange[]) => Promise<Problem[]> {
  const told = new Set<string>();
  return async (changes) => {
    const found = await doubtPatch(changes, patchedRepository(workspace));
    const fresh = found.filter(({ path, message }) => !told.has(`${path}\0${message}`));
    for (const { path, message } of fresh) told.add(`${path}\0${message}`);
    return fresh.map(({ path, message }) => ({ path, message: `${message}\n${insist}` }));
  };
}

const insist = 'If it is right as it is, call finish again.';

/** The workspace as it is now. */
export function patchedRepository(workspace: Pick<Workspace, 'paths' | 'read'>): PatchedRepository {
  return {
    paths: workspace.paths(),
    read: workspace.read,
    resolverFor(paths) {
      const files = repositoryFiles(paths);
      return (language, from, specifier) => resolveImport(language, from, specifier, files);
    },
    isIgnored: (paths) => isIgnored(workspace, paths),
  };
}

/** By the ignore files of the repository itself: the innermost that says something counts. */
async function isIgnored({ read }: Pick<Workspace, 'read'>, paths: readonly string[]): Promise<boolean> {
  for (const folder of foldersAbove(paths[0] ?? '')) {
    const text = await read(inside(folder, '.gitignore'));
    if (text === undefined) continue;
    const inFolder = paths.map((path) => path.slice(folder === '' ? 0 : folder.length + 1));
    const words = await matchInThread([text.toString(), inFolder]);
    if (words.some((word) => word !== null)) return words.includes('ignored');
  }
  return false;
}
