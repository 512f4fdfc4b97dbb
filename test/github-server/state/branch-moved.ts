import { followPull } from '../git/follow-pull.ts';
import { pullEvent, pushEvent } from '../webhooks/events.ts';
import { setIssueState } from './change-issue.ts';
import type { Repository } from './repository.ts';
import type { User } from './user.ts';
import type { World } from './world.ts';

/** What GitHub does when a ref moves: open pull requests follow their branch, and the push is told. */
export async function branchMoved(
  world: World,
  repository: Repository,
  ref: string,
  before: string | undefined,
  after: string | undefined,
  sender: User,
): Promise<void> {
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  if (branch === undefined) return;
  const base = repository.parent ?? repository;
  const pulls = [...base.pulls.values()].filter(
    (pull) => pull.headRepository === repository && pull.head === branch && pull.issue.state === 'open',
  );
  for (const pull of pulls) {
    if (after === undefined) setIssueState(pull.issue, 'closed');
    else {
      pull.headSha = after;
      await followPull(base, pull);
    }
  }
  await pushEvent(world, repository, branch, before, after, sender);
  for (const pull of pulls) {
    await pullEvent(world, base, pull, after === undefined ? 'closed' : 'synchronize', sender);
  }
}
