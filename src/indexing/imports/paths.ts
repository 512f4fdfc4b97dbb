import { posix } from 'node:path';

/** The folder above; '' above what is in the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The folder of a file and those above it, innermost first; '' at the end. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) folders.push(folder);
  return [...folders, ''];
}

/** `folder/name`, where the folder may be the root. */
export function inside(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** A path as a file writes it, counted from that file's folder; undefined where it leads out of the repository. */
export function beside(from: string, written: string): string | undefined {
  const path = posix.join(folderOf(from), written);
  if (path === '..' || path.startsWith('../') || path.startsWith('/')) return undefined;
  return path === '.' || path === './' ? '' : path.replace(/\/$/, '');
}

/** The last segment without its last extension. */
export function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/(?<=.)\.[^.]*$/, '');
}
