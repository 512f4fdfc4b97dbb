import { runGit } from '../workspace/run-git.ts';
import { type SkipReason, skipByName } from './skip-reason.ts';
import type { SnapshotRef } from './snapshot.ts';

export interface ListedFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly blob: string;
}

export interface FileList {
  /** In git's order. */
  readonly files: readonly ListedFile[];
  readonly skipped: ReadonlyMap<SkipReason, number>;
}

/**
 * The files of a commit that are worth reading, from its tree: no work tree is needed.
 * @throws Error with git's last line when there is no such commit.
 */
export async function listFiles({ gitDir, commit }: SnapshotRef, signal?: AbortSignal): Promise<FileList> {
  const tree = await runGit(['ls-tree', '-r', '-z', '-l', '--full-tree', '--end-of-options', commit], {
    gitDir,
    ...(signal ? { signal } : {}),
  });
  const files: ListedFile[] = [];
  const skipped = new Map<SkipReason, number>();
  for (const entry of entries(tree)) {
    const listed = readEntry(entry);
    if (typeof listed === 'string') skipped.set(listed, (skipped.get(listed) ?? 0) + 1);
    else files.push(listed);
  }
  return { files, skipped };
}

function* entries(tree: Buffer): Generator<Buffer> {
  let from = 0;
  for (let to = tree.indexOf(0); to !== -1; to = tree.indexOf(0, from)) {
    yield tree.subarray(from, to);
    from = to + 1;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** An entry is `mode type object size TAB path`; the size is padded with spaces. */
function readEntry(entry: Buffer): ListedFile | SkipReason {
  const tab = entry.indexOf(9);
  const [mode, , blob = '', bytes] = entry.toString('latin1', 0, tab).split(/ +/);
  if (mode === '120000') return 'symbolic link';
  if (mode === '160000') return 'submodule';
  const path = decode(entry.subarray(tab + 1));
  if (path === undefined) return 'name not UTF-8';
  return skipByName(path, Number(bytes)) ?? { path, blob };
}

function decode(name: Buffer): string | undefined {
  try {
    return utf8.decode(name);
  } catch {
    return undefined;
  }
}
