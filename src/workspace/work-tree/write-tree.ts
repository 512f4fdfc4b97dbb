import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, realpath, rename, rmdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { FileMode } from '../workspace.ts';
import { whyNotInTree } from './check-tree-path.ts';
import { readTreeFile } from './read-tree-file.ts';
import { foldersOf, statOf } from './stat-of.ts';

/** What becomes of one file; a null side means that it is not there. */
export interface TreeChange {
  readonly path: string;
  readonly mode: FileMode;
  /** What the change was worked out from. */
  readonly before: Buffer | null;
  readonly after: Buffer | null;
}

/** A new content that waits beside its file. */
interface Staged {
  readonly change: TreeChange;
  readonly temporary: string | null;
}

/**
 * Makes changes to the files below a folder: all of them, or none where one cannot be made. Each new content is written to
 * a file of its own and then takes the place of the old one, with the permissions that the old one has. Paths and contents
 * are looked at once more before, so that a link or an edit that came in between is not run over.
 * @throws Error with a sentence where nothing was changed.
 */
export async function writeTree(root: string, changes: readonly TreeChange[]): Promise<void> {
  const made: string[] = [];
  const staged: Staged[] = [];
  const done: TreeChange[] = [];
  try {
    for (const change of changes) {
      await check(root, change);
      staged.push({ change, temporary: change.after === null ? null : await stage(root, change, made) });
    }
    for (const { change, temporary } of staged) {
      await check(root, change);
      done.push(change);
      const file = path.join(root, change.path);
      if (temporary === null) await unlink(file);
      else await rename(temporary, file);
    }
  } catch (error) {
    await undo(root, done, staged, made);
    throw new Error(`Nothing was changed: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
  await removeEmptyFolders(root, changes);
}

/** The path still leads where it led, and the file is still what the change was worked out from. */
async function check(root: string, { path: file, before }: TreeChange): Promise<void> {
  const reason = await whyNotInTree(root, file);
  if (reason !== undefined) throw new Error(reason);
  const now = await readTreeFile(root, file);
  const content = now && 'content' in now ? now.content : undefined;
  const isSame = before === null ? now === undefined : content?.equals(before) === true;
  if (!isSame) throw new Error(`${JSON.stringify(file)} has changed meanwhile. Try again.`);
}

async function stage(root: string, { path: file, mode, after }: TreeChange, made: string[]): Promise<string> {
  for (const folder of foldersOf(file)) {
    const full = path.join(root, folder);
    if (await statOf(full)) continue;
    await mkdir(full);
    made.push(full);
  }
  const folder = path.dirname(path.join(root, file));
  if ((await realpath(folder)) !== folder) throw new Error(`${JSON.stringify(file)} leads through a symbolic link.`);
  const own = await statOf(path.join(root, file));
  const permissions = own ? own.mode & 0o777 : mode === '100755' ? 0o777 : 0o666;
  const temporary = path.join(folder, `.goat-${randomBytes(8).toString('hex')}.tmp`);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  const handle = await open(temporary, flags, permissions);
  made.push(temporary);
  try {
    await handle.writeFile(after ?? Buffer.alloc(0));
    // What the umask took is given back to a file that had it.
    if (own) await handle.chmod(permissions);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return temporary;
}

/** Puts back what was, as far as it was changed, and removes what was made for it. */
async function undo(
  root: string,
  done: readonly TreeChange[],
  staged: readonly Staged[],
  made: readonly string[],
): Promise<void> {
  for (const { path: file, before, after, mode } of done.toReversed()) {
    const now = await readTreeFile(root, file);
    const content = now && 'content' in now ? now.content : null;
    const isNew = after === null ? content === null : content?.equals(after) === true;
    if (!isNew) continue;
    if (before === null) await unlink(path.join(root, file));
    else await rename(await stage(root, { path: file, mode, before: after, after: before }, []), path.join(root, file));
  }
  for (const { temporary } of staged) if (temporary && (await statOf(temporary))) await unlink(temporary);
  for (const file of made.toReversed()) {
    const found = await statOf(file);
    if (found?.isFile()) await unlink(file);
    else if (found) await rmdir(file).catch(ignoreFilled);
  }
}

/** As git does: a folder whose last file goes, goes with it. */
async function removeEmptyFolders(root: string, changes: readonly TreeChange[]): Promise<void> {
  for (const { path: file, after } of changes) {
    if (after !== null) continue;
    for (const folder of foldersOf(file).reverse()) {
      if (!(await rmdir(path.join(root, folder)).then(() => true, ignoreFilled))) break;
    }
  }
}

function ignoreFilled(error: unknown): boolean {
  if (error instanceof Error && 'code' in error && ['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(String(error.code)))
    return false;
  throw error;
}
