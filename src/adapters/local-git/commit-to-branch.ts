import type { Commit, CommitRequest } from '../../publish/publisher.ts';
import { runGit } from '../../workspace/run-git.ts';
import { makeCommit, writeTree } from './make-commit.ts';

/**
 * Makes a commit on a branch without a work tree: through an index of its own.
 * Repeatable: where the branch's head already is this commit, that one is returned.
 * @throws Error with one sentence when the branch is somewhere else.
 */
export async function commitToBranch(gitDir: string, request: CommitRequest): Promise<Commit> {
  const ref = `refs/heads/${request.branch}`;
  const tree = await writeTree(gitDir, request);
  const head = await revision(gitDir, ref);
  if (head !== request.parent) {
    if (await isSameCommit(gitDir, head, tree, request)) return { sha: head, verified: null, url: null };
    throw new Error(`The branch ${request.branch} has moved to ${head}, so nothing was written over it.`);
  }
  const sha = await makeCommit(gitDir, tree, request);
  await runGit(['update-ref', '--end-of-options', ref, sha, request.parent], { gitDir });
  return { sha, verified: null, url: null };
}

async function isSameCommit(gitDir: string, head: string, tree: string, request: CommitRequest): Promise<boolean> {
  const [headTree, headParent] = [await revision(gitDir, `${head}^{tree}`), await revision(gitDir, `${head}^`)];
  return headTree === tree && headParent === request.parent;
}

async function revision(gitDir: string, name: string): Promise<string> {
  const answer = await runGit(['rev-parse', '--verify', '--quiet', '--end-of-options', name], { gitDir });
  return answer.toString().trim();
}
