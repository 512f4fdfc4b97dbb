import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unprocessable } from '../http/refusal.ts';
import { objectType, writeBlob } from './objects.ts';
import { runGit } from './run-git.ts';

export interface TreeChange {
  readonly path: string;
  readonly mode: string;
  /** Null deletes; undefined when `content` is given. */
  readonly sha?: string | null | undefined;
  readonly content?: string | undefined;
}

const none = '0'.repeat(40);

/** Lays changes over a tree as `POST git/trees` does. @throws 422 for a path or an object that cannot be. */
export async function writeTree(
  gitDir: string,
  base: string | undefined,
  changes: readonly TreeChange[],
): Promise<string> {
  const environment = { GIT_INDEX_FILE: join(gitDir, `index-${randomUUID()}`) };
  const git = (args: string[], input = '') => runGit(gitDir, args, { environment, input });
  try {
    await git(base === undefined ? ['read-tree', '--empty'] : ['read-tree', base]);
    const lines: string[] = [];
    for (const change of changes) {
      checkPath(change.path);
      if (change.sha === null) {
        const held = (await git(['ls-files', '-z', '--', `:(literal)${change.path}`])).toString();
        if (held === '') throw unprocessable('GitRPC::BadObjectState');
        // A folder is deleted with all that it holds.
        lines.push(
          ...held
            .split('\0')
            .filter((path) => path !== '')
            .map((path) => `0 ${none}\t${path}`),
        );
      } else if (change.mode === '040000') {
        const sha = await checkedSha(gitDir, change);
        await git(['read-tree', `--prefix=${change.path}/`, sha]);
      } else {
        lines.push(`${change.mode} ${await checkedSha(gitDir, change)}\t${change.path}`);
      }
    }
    await git(['update-index', '-z', '--index-info'], lines.map((line) => `${line}\0`).join(''));
    return (await git(['write-tree'])).toString().trim();
  } finally {
    await rm(environment.GIT_INDEX_FILE, { force: true });
  }
}

async function checkedSha(gitDir: string, change: TreeChange): Promise<string> {
  const { sha, content, mode } = change;
  if (typeof sha === 'string' && content !== undefined)
    throw unprocessable('Must supply either tree.sha or tree.content');
  if (content !== undefined) return writeBlob(gitDir, Buffer.from(content));
  if (typeof sha !== 'string') throw unprocessable('Must supply either tree.sha or tree.content');
  if (mode === '160000') return sha;
  const wanted = mode === '040000' ? 'tree' : 'blob';
  if ((await objectType(gitDir, sha)) !== wanted) throw unprocessable(`tree.sha ${sha} is not a valid ${wanted}`);
  return sha;
}

function checkPath(path: string): void {
  const bad = path.split('/').some((part) => ['', '.', '..', '.git'].includes(part.toLowerCase()));
  if (bad || path.includes('\0')) throw unprocessable('tree.path contains a malformed path component');
}
