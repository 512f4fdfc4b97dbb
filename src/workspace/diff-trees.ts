import { objectSizes } from './object-sizes.ts';
import { runGit } from './run-git.ts';
import { decodePath, fileMode } from './tree-entry.ts';
import type { TreeEntry } from './workspace.ts';

/** A file of a tree as far as git tells it without looking at the file itself. */
export type UnsizedEntry = Omit<TreeEntry, 'size'>;

/** The files that two commits do not share, as each of them has them; in git's order. */
export interface TreeDifference {
  readonly before: readonly UnsizedEntry[];
  readonly after: readonly UnsizedEntry[];
}

const absent = '000000';

/**
 * What differs between two commits; a moved file is on both sides. It takes time for the folders that differ, not for the
 * whole trees.
 * @returns undefined where the older commit is not in the repository, or a path is not UTF-8.
 */
export async function diffTrees(
  gitDir: string,
  older: string,
  newer: string,
  signal?: AbortSignal,
): Promise<TreeDifference | undefined> {
  const options = ['-r', '-z', '--raw', '--no-renames', '--no-abbrev'];
  const place = { gitDir, ...(signal ? { signal } : {}) };
  const difference = await runGit(['diff-tree', ...options, '--end-of-options', older, newer], place).catch(
    async (error: unknown) => {
      if ((await objectSizes(gitDir, [older], signal)).has(older)) throw error;
      return undefined;
    },
  );
  if (difference === undefined) return undefined;
  const fields = splitAtZeros(difference);
  const [before, after]: [UnsizedEntry[], UnsizedEntry[]] = [[], []];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [oldMode = '', newMode = '', oldSha = '', newSha = ''] = (fields[at]?.toString('latin1') ?? '')
      .split(/[: ]/)
      .slice(1);
    const path = decodePath(fields[at + 1] ?? Buffer.alloc(0));
    if (path === undefined) return undefined;
    if (oldMode !== absent) before.push({ path, mode: fileMode(oldMode), sha: oldSha });
    if (newMode !== absent) after.push({ path, mode: fileMode(newMode), sha: newSha });
  }
  return { before, after };
}

function splitAtZeros(bytes: Buffer): Buffer[] {
  const fields: Buffer[] = [];
  for (let from = 0, end = bytes.indexOf(0); end !== -1; from = end + 1, end = bytes.indexOf(0, from)) {
    fields.push(bytes.subarray(from, end));
  }
  return fields;
}
