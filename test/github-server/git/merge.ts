import { type Signature, writeCommit } from './commits.ts';
import { gitText } from './run-git.ts';

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
