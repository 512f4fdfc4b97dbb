import { z } from 'zod';
import { readBlobs } from './read-blobs.ts';
import { runGit } from './run-git.ts';
import type { FileChange } from './workspace.ts';

const mode = z.enum(['100644', '100755', '120000', '160000']);

export interface CommitPair {
  readonly gitDir: string;
  /** Full names of commits that are in the git directory; their histories need not be. */
  readonly from: string;
  readonly to: string;
}

/**
 * The files that differ between two commits, by path: at most `most` of them, without those that are larger than a
 * megabyte on either side and without submodules.
 */
export async function changesBetween({ gitDir, from, to }: CommitPair, most: number): Promise<FileChange[]> {
  const args = ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', '--end-of-options', from, to];
  const fields = (await runGit(args, { gitDir })).toString().split('\0');
  const changed: { path: string; mode: FileChange['mode']; before: string; after: string }[] = [];
  for (let at = 0; at + 1 < fields.length && changed.length < most; at += 2) {
    const [oldMode = '', newMode = '', before = '', after = ''] = (fields[at] ?? '').replace(/^:/, '').split(' ');
    const known = mode.safeParse(isNone(after) ? oldMode : newMode);
    if (!known.success || oldMode === '160000' || newMode === '160000') continue;
    changed.push({ path: fields[at + 1] ?? '', mode: known.data, before, after });
  }
  const contents = new Map<string, Buffer | null>();
  const wanted = [...new Set(changed.flatMap(({ before, after }) => [before, after]))].filter((sha) => !isNone(sha));
  for await (const { sha, content } of readBlobs(wanted, { gitDir })) contents.set(sha, content);
  return changed.flatMap(({ path, mode: fileMode, before, after }) => {
    const sides = { before: contents.get(before) ?? null, after: contents.get(after) ?? null };
    const isWhole = (sides.before !== null || isNone(before)) && (sides.after !== null || isNone(after));
    return isWhole ? [{ path, mode: fileMode, ...sides }] : [];
  });
}

/** How git names the object of a file that is not there. */
function isNone(sha: string): boolean {
  return /^0+$/.test(sha);
}
