import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { confineName } from '../security/confine-path.ts';
import { listTree } from './list-tree.ts';
import { readBlobs } from './read-blobs.ts';
import { gitError, gitInvocation } from './run-git.ts';
import type { TreeEntry } from './workspace.ts';

interface CheckOutRequest {
  readonly gitDir: string;
  /** A full object name. */
  readonly commit: string;
  /** New or empty, and nobody else's: what runs the tests may write there, but only once this has ended. */
  readonly directory: string;
  readonly signal?: AbortSignal;
}

/** Larger files go from git to the disk without passing through memory. */
const largeFile = 8 * 1024 * 1024;

/**
 * Whether a link stays below the root. Steps up come first and are no more than the link is deep: folders on the way
 * are real ones, and a step up after a name could start from wherever a link of that name leads.
 */
function staysInside(path: string, target: string): boolean {
  const steps = /^(?:\.\/)?(?:\.\.\/)*(?:\.\.$)?/.exec(target)?.[0] ?? '';
  const up = steps.split('..').length - 1;
  const rest = target.slice(steps.length);
  return target !== '' && up < path.split('/').length && ('path' in confineName(rest) || (rest === '' && up > 0));
}

/**
 * Writes the files of a commit into a fresh folder, to run its tests there. The bytes come from the blobs themselves:
 * no filter, hook or line-end conversion has a say, and there is no `.git`. A link that leaves the folder becomes a
 * plain file that holds its target. Submodules, what the clone
 * lacks, and names that a file system could take for `.git`, are left out.
 * @throws Error when the folder is not empty or git fails; the signal's reason when aborted.
 */
export async function checkOut(request: CheckOutRequest): Promise<void> {
  const { gitDir, commit, directory, signal } = request;
  const options = { gitDir, ...(signal ? { signal } : {}) };
  await mkdir(directory, { recursive: true });
  if ((await readdir(directory)).length > 0) throw new Error(`${directory} is not empty; check out into a new folder.`);

  const tree = await listTree(gitDir, commit, signal);
  const entries = tree.entries.flatMap(({ size, ...entry }) =>
    size === null || entry.mode === '160000' || !('path' in confineName(entry.path)) ? [] : [{ ...entry, size }],
  );
  const place = (entry: Pick<TreeEntry, 'path'>) => join(directory, entry.path);
  const write = (entry: Pick<TreeEntry, 'path' | 'mode'>, content: Buffer) =>
    writeFile(place(entry), content, { flag: 'wx', mode: entry.mode === '100755' ? 0o755 : 0o644 });

  for (const folder of new Set(entries.map((entry) => dirname(place(entry))))) await mkdir(folder, { recursive: true });

  const small = entries.filter(({ size }) => size <= largeFile);
  const links: { entry: Pick<TreeEntry, 'path'>; target: string }[] = [];
  let next = 0;
  for await (const { content } of readBlobs(
    small.map(({ sha }) => sha),
    { ...options, maxBytes: largeFile },
  )) {
    const entry = small[next++];
    if (entry === undefined) break;
    if (content === null)
      throw new Error(`The content of ${entry.path} is missing in ${gitDir}; fetch the commit again.`);
    const target = content.toString();
    if (entry.mode === '120000' && staysInside(entry.path, target)) links.push({ entry, target });
    else await write(entry, content);
  }
  for (const entry of entries.filter(({ size }) => size > largeFile)) {
    await write(entry, Buffer.alloc(0));
    const { args, settings } = gitInvocation(['cat-file', 'blob', entry.sha], options);
    await execa('git', args, { ...settings, stdout: { file: place(entry) } }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw gitError('cat-file', error);
    });
  }
  // Links last: until here every folder on every path is a real one.
  for (const { entry, target } of links) await symlink(target, place(entry));
}
