import type { PullRequest } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';
import { runGit } from './run-git.ts';

/** Keeps `refs/pull/NUMBER/head` at the head commit; a fork's commits come into the repository with it. */
export async function followPull(repository: Repository, pull: PullRequest): Promise<void> {
  const ref = `refs/pull/${pull.issue.number}/head`;
  if (pull.headRepository === repository) await runGit(repository.gitDir, ['update-ref', ref, pull.headSha]);
  else {
    const from = pull.headRepository.gitDir;
    await runGit(repository.gitDir, ['fetch', '--quiet', '--no-tags', from, `+${pull.headSha}:${ref}`]);
  }
}
