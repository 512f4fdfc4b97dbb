import path from 'node:path';
import type { CommandLineConfig } from '../config/environment.ts';
import { Refusal } from '../config/refusal.ts';
import type { SnapshotRef } from '../indexing/snapshot.ts';
import { repositoryKey } from '../tasks/task.ts';
import { findCommit } from '../workspace/find-commit.ts';
import { findRepository } from './find-repository.ts';

/**
 * The commit that a revision of the repository in a folder stands for now.
 * @param option by which another revision is named.
 * @throws Refusal when there is no such repository or revision.
 */
export async function findSnapshot(
  config: CommandLineConfig,
  folder: string,
  revision: string,
  option = '--rev',
): Promise<SnapshotRef> {
  const gitDir = await findRepository(path.resolve(config.callerDirectory, folder));
  const commit = await findCommit(gitDir, revision);
  if (commit !== undefined) return { repository: repositoryKey({ host: 'local', gitDir }), gitDir, commit };
  throw new Refusal([
    revision === 'HEAD'
      ? `The repository in ${folder} has no commit yet: commit something, or name another revision with ${option}.`
      : `There is no commit "${revision}" in ${folder}: name a branch, a tag or a commit with ${option}.`,
  ]);
}
