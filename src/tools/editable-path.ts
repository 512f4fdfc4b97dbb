import { confinePath } from '../security/confine-path.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** The folders on a path, outermost first: `a`, `a/b` for `a/b/c`. */
function foldersOf(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, at) => names.slice(0, at + 1).join('/'));
}

/** An entry of the commit that is no file: what is laid over it would keep its mode, and so become a link itself. */
function specialEntry(workspace: Workspace, path: string): string | undefined {
  const mode = workspace.entry(path)?.mode;
  if (mode === '120000') return `${JSON.stringify(path)} is a symbolic link. Edit the file that it leads to.`;
  if (mode === '160000') return `${JSON.stringify(path)} is a submodule. Its files are in another repository.`;
  return undefined;
}

/** Why an edit may not touch this path; undefined when it may. */
export function whyNotEditable(workspace: Workspace, path: string): string | undefined {
  const confined = confinePath(path);
  if ('refused' in confined) return confined.refused;
  for (const part of [...foldersOf(path), path]) {
    const reason = specialEntry(workspace, part);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Why no file may be made at this path, beside the above: something is there, or would be where case does not count. */
export function whyNotCreatable(workspace: Workspace, path: string): string | undefined {
  const paths = workspace.paths();
  if (paths.includes(path)) return `${JSON.stringify(path)} exists already. Use edit_file or write_file to change it.`;
  if (paths.some((other) => other.startsWith(`${path}/`))) return `${JSON.stringify(path)} is a folder.`;
  const file = foldersOf(path).find((folder) => paths.includes(folder));
  if (file !== undefined) return `${JSON.stringify(file)} is a file, so nothing can be in it.`;

  const slashed = paths.map((other) => `${other}/`);
  for (const part of [...foldersOf(path), path].map((name) => `${name}/`)) {
    if (slashed.some((other) => other.startsWith(part))) continue;
    const other = slashed.find((name) => name.toLowerCase().startsWith(part.toLowerCase()))?.slice(0, part.length - 1);
    if (other !== undefined) return `There is ${JSON.stringify(other)}, which differs only in case. Use that name.`;
  }
  return undefined;
}
