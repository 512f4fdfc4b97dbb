import type { Workspace } from '../workspace/workspace.ts';

/** The largest file that a tool reads, in bytes; the validation takes none that is larger. */
export const largestFile = 1024 * 1024;

/** Paths that were perhaps meant: of the same name, in whatever folder and case. */
function namesakes(workspace: Workspace, path: string): string[] {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const same = (other: string) => other.slice(other.lastIndexOf('/') + 1).toLowerCase() === name;
  return name === '' ? [] : workspace.paths().filter(same).slice(0, 5);
}

/** The content of a text file as it is now, or why there is none to show. */
export async function readText(
  workspace: Workspace,
  path: string,
): Promise<{ readonly content: Buffer } | { readonly refused: string }> {
  const shown = JSON.stringify(path);
  const entry = workspace.entry(path);
  if (entry?.mode === '160000') return { refused: `${shown} is a submodule; its files are in another repository.` };
  const size = entry?.size ?? 0;
  if (size > largestFile)
    return { refused: `${shown} is too large: ${size} bytes, and at most ${largestFile} are read.` };
  const content = await workspace.read(path);
  if (content === undefined) {
    const others = namesakes(workspace, path);
    const hint = others.length === 0 ? 'Use list_files to see what there is.' : `Did you mean ${others.join(', ')}?`;
    return { refused: `There is no file ${shown}. ${hint}` };
  }
  if (entry?.mode === '120000')
    return { refused: `${shown} is a symbolic link to ${content}; use the path of its target.` };
  if (content.includes(0)) return { refused: `${shown} is a binary file.` };
  return { content };
}
