import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { confinePath } from '../../security/confine-path.ts';
import { foldersOf, statOf } from './stat-of.ts';

/**
 * Why a path below a folder may not be edited; undefined when it may. It must be plain, lead through real folders of
 * this repository only, and not be a link.
 */
export async function whyNotInTree(root: string, file: string): Promise<string | undefined> {
  const confined = confinePath(file);
  if ('refused' in confined) return confined.refused;
  for (const folder of foldersOf(file)) {
    const found = await statOf(path.join(root, folder));
    const shown = JSON.stringify(folder);
    if (found === undefined) return undefined;
    if (found.isSymbolicLink()) return `${shown} is a symbolic link. Edit the file that it leads to.`;
    if (!found.isDirectory()) return `${shown} is a file, so nothing can be in it.`;
    if (await statOf(path.join(root, folder, '.git'))) return `${shown} is a repository of its own.`;
  }
  const found = await statOf(path.join(root, file));
  if (found?.isSymbolicLink()) return `${JSON.stringify(file)} is a symbolic link. Edit the file that it leads to.`;
  if (found && !found.isFile() && !found.isDirectory()) return `${JSON.stringify(file)} is no plain file.`;
  return undefined;
}

/** Why no file may be made at a path that may be edited: something is there, or would be where case does not count. */
export async function whyNotNewInTree(root: string, file: string): Promise<string | undefined> {
  const found = await statOf(path.join(root, file));
  if (found?.isDirectory()) return `${JSON.stringify(file)} is a folder.`;
  if (found) return `${JSON.stringify(file)} exists already.`;
  for (const part of [...foldersOf(file), file]) {
    const folder = path.dirname(part);
    if ((await statOf(path.join(root, folder)))?.isDirectory() !== true) return undefined;
    const name = path.basename(part);
    const names = await readdir(path.join(root, folder));
    if (names.includes(name)) continue;
    const other = names.find((each) => each.toLowerCase() === name.toLowerCase());
    if (other === undefined) return undefined;
    const shown = JSON.stringify(folder === '.' ? other : `${folder}/${other}`);
    return `There is ${shown}, which differs only in case. Use that name.`;
  }
  return undefined;
}
