import { z } from 'zod';
import { allows, requireReach } from '../auth/installation-tokens.ts';
import { notAccessible, Refusal } from '../http/refusal.ts';
import type { PullRequest } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';
import { type InstallationToken, nodeId, type World } from '../state/world.ts';
import { pullEvent } from '../webhooks/events.ts';

const pullInput = z.object({ input: z.object({ pullRequestId: z.string() }) });

/** Draft or ready: there is no call of REST for it. */
export function pullRequestMutations(world: World, token: InstallationToken) {
  const setDraft = (draft: boolean) => (argument: unknown) => {
    const { pull, repository } = findPull(world, pullInput.parse(argument).input.pullRequestId);
    requireReach(token, repository);
    if (!allows(token, 'pull_requests:write')) throw notAccessible();
    const changes = pull.draft !== draft;
    pull.draft = draft;
    if (changes) {
      const action = draft ? 'converted_to_draft' : 'ready_for_review';
      world.background(pullEvent(world, repository, pull, action, world.app.bot));
    }
    return { pullRequest: { id: nodeId('PullRequest', pull.id), number: pull.issue.number, isDraft: pull.draft } };
  };
  return { markPullRequestReadyForReview: setDraft(false), convertPullRequestToDraft: setDraft(true) };
}

function findPull(world: World, id: string): { readonly pull: PullRequest; readonly repository: Repository } {
  for (const repository of world.repositories) {
    for (const pull of repository.pulls.values()) {
      if (nodeId('PullRequest', pull.id) === id) return { pull, repository };
    }
  }
  throw new Refusal(200, `Could not resolve to a node with the global id of '${id}'`);
}
