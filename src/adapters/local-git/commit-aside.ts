import type { FileChange } from '../../workspace/workspace.ts';
import { makeCommit, writeTree } from './make-commit.ts';

/** Makes a commit that no branch holds, for what looks at files before they are committed; git's own tidying removes it. */
export async function commitAside(gitDir: string, parent: string, changes: readonly FileChange[]): Promise<string> {
  return await makeCommit(gitDir, await writeTree(gitDir, { parent, changes }), {
    parent,
    message: 'Not committed yet',
  });
}
