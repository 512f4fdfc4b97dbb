import { findObject } from './object-reader.ts';
import { GitError, gitOrUndefined, gitText, runGit } from './run-git.ts';

const none = '0'.repeat(40);

/** @param ref in full: `refs/heads/main` */
export async function readRef(gitDir: string, ref: string): Promise<string | undefined> {
  return (await findObject(gitDir, ref))?.sha;
}

/** @param prefix of full names; `refs/heads/` for every branch. */
export async function listRefs(gitDir: string, prefix: string): Promise<{ ref: string; sha: string }[]> {
  const output = await gitText(gitDir, ['for-each-ref', '--format=%(objectname) %(refname)']);
  return output
    .split('\n')
    .map((line) => ({ sha: line.slice(0, 40), ref: line.slice(41) }))
    .filter((entry) => entry.ref.startsWith(prefix));
}

export async function isValidRefName(gitDir: string, ref: string): Promise<boolean> {
  if (!ref.startsWith('refs/') || ref.split('/').length < 3) return false;
  return (await gitOrUndefined(gitDir, ['check-ref-format', ref])) !== undefined;
}

/**
 * Moves a ref, if it still has the value that was read; undefined stands for a ref that is not there.
 *
 * @returns whether it moved.
 */
export async function moveRef(
  gitDir: string,
  ref: string,
  to: string | undefined,
  from: string | undefined,
): Promise<boolean> {
  try {
    const change = to === undefined ? ['-d', ref] : [ref, to];
    await runGit(gitDir, ['update-ref', ...change, from ?? none]);
    return true;
  } catch (error) {
    if (error instanceof GitError) return false;
    throw error;
  }
}

export async function isAncestor(gitDir: string, older: string, newer: string): Promise<boolean> {
  return (await gitOrUndefined(gitDir, ['merge-base', '--is-ancestor', older, newer])) !== undefined;
}

export async function mergeBase(gitDir: string, left: string, right: string): Promise<string | undefined> {
  return gitOrUndefined(gitDir, ['merge-base', left, right]);
}
