import { runGit } from './run-git.ts';
import { decodePath, fileMode } from './tree-entry.ts';
import type { TreeEntry } from './workspace.ts';

export interface Tree {
  /** In git's order: by the bytes of the path. */
  readonly entries: readonly TreeEntry[];
  /** Paths that are not UTF-8, shown with `\xNN` for each byte that is not ASCII. They can be neither read nor edited. */
  readonly unreadable: readonly string[];
}

/** What git shows for a submodule, and for an object that it does not have. */
const [noSize, noObject] = ['-', 'BAD'];

/**
 * All files of a commit, from one git process.
 * @param commit a full object name.
 * @param only where given, those of these paths that are there.
 */
export async function listTree(
  gitDir: string,
  commit: string,
  signal?: AbortSignal,
  only: readonly string[] = [],
): Promise<Tree> {
  const listing = await runGit(['ls-tree', '-r', '-z', '-l', '--full-tree', '--end-of-options', commit, ...only], {
    gitDir,
    env: { GIT_LITERAL_PATHSPECS: '1' },
    ...(signal ? { signal } : {}),
  });
  const entries: TreeEntry[] = [];
  const unreadable: string[] = [];
  for (let from = 0, end = listing.indexOf(0); end !== -1; from = end + 1, end = listing.indexOf(0, from)) {
    const tab = listing.indexOf('\t', from);
    const [mode = '', , sha = '', size = ''] = listing.toString('latin1', from, tab).split(/ +/);
    const bytes = listing.subarray(tab + 1, end);
    const path = decodePath(bytes);
    if (path === undefined) {
      unreadable.push(bytes.toString('latin1').replace(/[^\x20-\x7e]/g, (c) => `\\x${c.charCodeAt(0).toString(16)}`));
    } else {
      entries.push({ path, mode: fileMode(mode), sha, size: sizeOf(size) });
    }
  }
  return { entries, unreadable };
}

function sizeOf(shown: string): number | null {
  if (shown === noObject) return null;
  return shown === noSize ? 0 : Number(shown);
}
