import { listTree } from '../workspace/list-tree.ts';
import type { TreeEntry } from '../workspace/workspace.ts';
import type { IgnoreWord } from './match-ignore-file.ts';
import { readGoatIgnore } from './read-goat-ignore.ts';
import { type LinguistMarks, readLinguistMarks } from './read-linguist-marks.ts';
import { largestFile, type SkipReason, skipByName } from './skip-reason.ts';
import type { SnapshotRef } from './snapshot.ts';

/** Raised when other files would be listed for the same commit. */
export const listingVersion = 1;

export interface ListedFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly blob: string;
  /** Whether the repository itself says that the file belongs in, though it may look minified or generated. */
  readonly wanted: boolean;
}

export interface FileList {
  /** In git's order. */
  readonly files: readonly ListedFile[];
  readonly skipped: ReadonlyMap<SkipReason, number>;
}

/**
 * The files of a commit that are worth reading, from its tree: no work tree is needed. What is left out by its name is
 * decided by `.goatignore`, then by the attributes `linguist-vendored` and `linguist-generated`, then by what is usual.
 * @throws Error with git's last line when there is no such commit.
 */
export async function listFiles({ gitDir, commit }: SnapshotRef, signal?: AbortSignal): Promise<FileList> {
  const { entries, unreadable } = await listTree(gitDir, commit, signal);
  const list = chooseFiles(entries, await readRules(gitDir, entries, entries, signal));
  if (unreadable.length === 0) return list;
  return { ...list, skipped: new Map([...list.skipped, ['name not UTF-8', unreadable.length]]) };
}

/** What a commit itself says of some of its files. */
export interface ListingRules {
  readonly said: ReadonlyMap<string, IgnoreWord>;
  readonly marks: ReadonlyMap<string, LinguistMarks>;
}

/** @param among holds the files that say it, as far as they matter to the entries. */
export async function readRules(
  gitDir: string,
  entries: readonly Pick<TreeEntry, 'path'>[],
  among: readonly TreeEntry[],
  signal?: AbortSignal,
): Promise<ListingRules> {
  const [said, marks] = await Promise.all([
    readGoatIgnore(gitDir, entries, among, signal),
    readLinguistMarks(gitDir, entries, among, signal),
  ]);
  return { said, marks };
}

export function chooseFiles(entries: readonly TreeEntry[], { said, marks }: ListingRules): FileList {
  const files: ListedFile[] = [];
  const skipped = new Map<SkipReason, number>();
  for (const entry of entries) {
    const { path, sha: blob, size } = entry;
    const reason = skipByKind(entry) ?? skipByRules(path) ?? skipBySize(size);
    if (reason !== undefined) skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
    else files.push({ path, blob, wanted: said.get(path) === 'included' || marks.get(path)?.generated === false });
  }
  return { files, skipped };

  function skipByRules(path: string): SkipReason | undefined {
    const word = said.get(path);
    return word === undefined ? skipByName(path, marks.get(path)) : word === 'ignored' ? 'ignored' : undefined;
  }
}

function skipBySize(size: number | null): SkipReason | undefined {
  if (size === null) return 'not in the clone';
  return size > largestFile ? 'large' : undefined;
}

/** Links are not followed, and a submodule's files are in another repository. */
function skipByKind({ mode }: TreeEntry): SkipReason | undefined {
  if (mode === '120000') return 'symbolic link';
  return mode === '160000' ? 'submodule' : undefined;
}
