import { type Signature, writeCommit } from './commits.ts';
import { gitOrUndefined, gitText } from './run-git.ts';

/** Merges a commit into another with a merge commit, as GitHub's button does. @throws GitError on a conflict. */
export async function mergeCommits(
  gitDir: string,
  into: string,
  from: string,
  message: string,
  author: Signature,
): Promise<string> {
  const tree = await gitText(gitDir, ['merge-tree', '--write-tree', into, from]);
  return writeCommit(gitDir, { tree, parents: [into, from], message, author, committer: author });
}

/** Whether git merges two commits without a conflict. */
export async function canMerge(gitDir: string, into: string, from: string): Promise<boolean> {
  return (await gitOrUndefined(gitDir, ['merge-tree', '--write-tree', into, from])) !== undefined;
}
