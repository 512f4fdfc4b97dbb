import { followPull } from '../git/follow-pull.ts';
import { createIssue } from './change-issue.ts';
import type { PullRequest } from './issue.ts';
import type { Repository } from './repository.ts';
import type { User } from './user.ts';
import type { World } from './world.ts';

export interface PullOpening {
  readonly title: string;
  readonly body: string;
  readonly head: string;
  readonly headRepository: Repository;
  readonly headSha: string;
  readonly base: string;
  readonly draft: boolean;
}

/** Opens a pull request, whose head the repository shows as `refs/pull/NUMBER/head` from then on. */
export async function openPull(
  world: World,
  repository: Repository,
  user: User,
  { title, body, ...opening }: PullOpening,
): Promise<PullRequest> {
  const issue = createIssue(world, repository, user, title, body);
  const pull: PullRequest = {
    ...opening,
    id: world.nextId(),
    issue,
    mergedAt: null,
    mergeCommit: null,
    reviews: [],
    reviewComments: [],
    resolvedThreads: new Map(),
  };
  repository.pulls.set(issue.number, pull);
  await followPull(repository, pull);
  return pull;
}
