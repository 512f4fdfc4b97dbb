import { lstat, mkdir, readdir, readFile, readlink, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { checkOut } from '../../workspace/check-out.ts';
import { ifMissing } from './if-missing.ts';

/** Bytes. A larger file is moved into place unread. */
const largestCompared = 32 * 1024 * 1024;

interface WorkTreeRequest {
  readonly gitDir: string;
  readonly commit: string;
  /** The folder of one task; `tree` in it is the work tree. */
  readonly directory: string;
  readonly signal: AbortSignal;
}

/**
 * Makes the work tree of a task hold the files of a commit. What is the same is left alone, what the earlier commit had
 * and this one has not is removed, and what neither knows stays: dependencies and build results.
 * @returns the path of the work tree.
 */
export async function updateWorkTree({ gitDir, commit, directory, signal }: WorkTreeRequest): Promise<string> {
  const tree = join(directory, 'tree');
  const fresh = join(directory, 'fresh');
  const record = join(directory, 'files.json');
  await rm(fresh, { recursive: true, force: true });
  await checkOut({ gitDir, commit, directory: fresh, signal });
  await mkdir(tree, { recursive: true });

  const before = await readRecord(record);
  const paths = await listFiles(fresh);
  // Until all is done the record names both, so that a crash in between leaves no file behind unnoticed.
  await writeFile(record, JSON.stringify([...new Set([...before, ...paths])]));
  const wanted = new Set(paths);
  for (const path of before) if (!wanted.has(path)) await removeFile(tree, path);
  for (const path of paths) {
    if (await isSame(join(fresh, path), join(tree, path))) continue;
    await makeRealFolder(tree, dirname(path));
    await rm(join(tree, path), { recursive: true, force: true });
    await rename(join(fresh, path), join(tree, path));
  }
  await writeFile(record, JSON.stringify(paths));
  await rm(fresh, { recursive: true, force: true });
  return tree;
}

async function readRecord(file: string): Promise<string[]> {
  const text = await ifMissing(readFile(file, 'utf8'), '[]');
  return z.array(z.string()).parse(JSON.parse(text));
}

async function listFiles(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

async function isSame(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([lstat(one), statOrNull(other)]);
  if (b === null || a.mode !== b.mode || a.size !== b.size) return false;
  if (a.isSymbolicLink()) return (await readlink(one)) === (await readlink(other));
  if (a.size > largestCompared) return false;
  const [mine, theirs] = await Promise.all([readFile(one), readFile(other)]);
  return mine.equals(theirs);
}

const statOrNull = (path: string) => ifMissing(lstat(path), null);

/** Tests may have put a file or a link in the place of a folder: nothing is written through it. */
async function makeRealFolder(root: string, path: string): Promise<void> {
  let folder = root;
  for (const name of path === '.' ? [] : path.split('/')) {
    folder = join(folder, name);
    const stat = await statOrNull(folder);
    if (stat?.isDirectory()) continue;
    if (stat !== null) await rm(folder);
    await mkdir(folder);
  }
}

/** Removes a file and the folders that it leaves empty, unless a link stands on the way. */
async function removeFile(root: string, path: string): Promise<void> {
  const folders = path.split('/').slice(0, -1);
  const parents = folders.map((_, index) => join(root, ...folders.slice(0, index + 1)));
  for (const parent of parents) if (!(await statOrNull(parent))?.isDirectory()) return;
  await rm(join(root, path), { recursive: true, force: true });
  for (const parent of parents.reverse()) {
    if ((await readdir(parent)).length > 0) return;
    await rmdir(parent);
  }
}
