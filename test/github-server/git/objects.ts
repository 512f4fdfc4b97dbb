import { findObject, readObject } from './object-reader.ts';
import { GitError, runGit } from './run-git.ts';

export async function objectType(gitDir: string, sha: string): Promise<string | undefined> {
  return (await findObject(gitDir, sha))?.type;
}

export async function readBlob(gitDir: string, sha: string): Promise<Buffer> {
  const { type, content } = await readObject(gitDir, sha);
  if (type !== 'blob') throw new GitError(`${sha} is a ${type}, not a blob.`);
  return content;
}

export async function writeBlob(gitDir: string, content: Buffer): Promise<string> {
  return (await runGit(gitDir, ['hash-object', '-w', '--stdin'], { input: content })).toString().trim();
}

export interface Entry {
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  /** Null for a folder or a submodule. */
  readonly size: number | null;
  readonly path: string;
}

/** @param paths only these; a folder names itself unless it ends with `/`. */
export async function listTree(
  gitDir: string,
  tree: string,
  paths: readonly string[] = [],
  recursive = false,
): Promise<Entry[]> {
  const args = ['ls-tree', '-z', '-l', '--full-tree', ...(recursive ? ['-r', '-t'] : []), tree, '--', ...paths];
  return (await runGit(gitDir, args))
    .toString('utf8')
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', type = '', sha = '', size = '-'] = line.slice(0, tab).split(/ +/);
      return { mode, type, sha, size: size === '-' ? null : Number(size), path: line.slice(tab + 1) };
    });
}

/** The file at that commit or branch; undefined when it is not there. */
export async function readFileAt(gitDir: string, revision: string, path: string): Promise<Buffer | undefined> {
  const [entry] = await listTree(gitDir, revision, [path]);
  return entry?.type === 'blob' ? readBlob(gitDir, entry.sha) : undefined;
}
