import { constants } from 'node:fs';
import { cp, lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { runGit } from '../../workspace/run-git.ts';
import { ifMissing } from './if-missing.ts';
import { relocateVenv } from './relocate-venv.ts';

const dependencyFolders = new Set(['node_modules', '.venv', 'vendor']);

/**
 * Copies the dependency folders of the user's work tree that git ignores into ours, by reference where the file system
 * can. A bare repository has none.
 */
export async function copyDependencies(sourceDirectory: string, tree: string, signal: AbortSignal): Promise<void> {
  const root = await topLevel(sourceDirectory, signal);
  if (root === null) return;
  const list = ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z'];
  const ignored = (await runGit(list, { cwd: root, signal })).toString('utf8').split('\0');
  for (const entry of ignored) {
    const path = entry.replace(/\/$/, '');
    if (!dependencyFolders.has(basename(path)) || !(await isFolder(join(tree, dirname(path))))) continue;
    const from = await realpath(join(root, path));
    if (!(await isFolder(from))) continue;
    const to = join(tree, path);
    await cp(from, to, {
      recursive: true,
      mode: constants.COPYFILE_FICLONE,
      verbatimSymlinks: true,
      preserveTimestamps: true,
      filter: () => {
        signal.throwIfAborted();
        return true;
      },
    });
    if (basename(path) === '.venv') await relocateVenv(to, root, tree);
  }
}

async function topLevel(directory: string, signal: AbortSignal): Promise<string | null> {
  const options = { cwd: directory, signal };
  const inside = (await runGit(['rev-parse', '--is-inside-work-tree'], options)).toString('utf8').trim();
  if (inside !== 'true') return null;
  return (await runGit(['rev-parse', '--show-toplevel'], options)).toString('utf8').replace(/\n$/, '');
}

async function isFolder(path: string): Promise<boolean> {
  return (await ifMissing(lstat(path), null))?.isDirectory() ?? false;
}
