import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CommitRequest } from '../../publish/publisher.ts';
import { runGit } from '../../workspace/run-git.ts';

const identity = {
  GIT_AUTHOR_NAME: 'goat',
  GIT_AUTHOR_EMAIL: 'goat@localhost',
  GIT_COMMITTER_NAME: 'goat',
  GIT_COMMITTER_EMAIL: 'goat@localhost',
};

/** Makes a commit that no branch holds. */
export async function makeCommit(
  gitDir: string,
  tree: string,
  { parent, message }: Pick<CommitRequest, 'parent' | 'message'>,
): Promise<string> {
  const made = await runGit(['commit-tree', tree, '-p', parent, '-F', '-'], { gitDir, input: message, env: identity });
  return made.toString().trim();
}

/** The tree of the parent with the changes on top, through an index of its own. */
export async function writeTree(
  gitDir: string,
  { parent, changes }: Pick<CommitRequest, 'parent' | 'changes'>,
): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'goat-index-'));
  const env = { GIT_INDEX_FILE: path.join(directory, 'index') };
  try {
    await runGit(['read-tree', '--end-of-options', parent], { gitDir, env });
    for (const change of changes) {
      const blob = change.after === null ? null : await writeBlob(gitDir, change.after);
      const entry =
        blob === null ? `0 ${'0'.repeat(40)}\t${change.path}\0` : `${change.mode} ${blob}\t${change.path}\0`;
      await runGit(['update-index', '-z', '--index-info'], { gitDir, env, input: entry });
    }
    return (await runGit(['write-tree'], { gitDir, env })).toString().trim();
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function writeBlob(gitDir: string, content: Buffer): Promise<string> {
  // `--no-filters`: the content is stored as it is, whatever the repository's attributes say.
  const blob = await runGit(['hash-object', '-w', '--no-filters', '--stdin'], { gitDir, input: content });
  return blob.toString().trim();
}
