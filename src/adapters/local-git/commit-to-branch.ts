import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Commit, CommitRequest } from '../../publish/publisher.ts';
import { runGit } from '../../workspace/run-git.ts';

const identity = {
  GIT_AUTHOR_NAME: 'goat',
  GIT_AUTHOR_EMAIL: 'goat@localhost',
  GIT_COMMITTER_NAME: 'goat',
  GIT_COMMITTER_EMAIL: 'goat@localhost',
};

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
  const made = await runGit(['commit-tree', tree, '-p', request.parent, '-F', '-'], {
    gitDir,
    input: request.message,
    env: identity,
  });
  const sha = made.toString().trim();
  await runGit(['update-ref', '--end-of-options', ref, sha, request.parent], { gitDir });
  return { sha, verified: null, url: null };
}

async function writeTree(gitDir: string, { parent, changes }: CommitRequest): Promise<string> {
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

async function isSameCommit(gitDir: string, head: string, tree: string, request: CommitRequest): Promise<boolean> {
  const [headTree, headParent] = [await revision(gitDir, `${head}^{tree}`), await revision(gitDir, `${head}^`)];
  return headTree === tree && headParent === request.parent;
}

async function revision(gitDir: string, name: string): Promise<string> {
  const answer = await runGit(['rev-parse', '--verify', '--quiet', '--end-of-options', name], { gitDir });
  return answer.toString().trim();
}
