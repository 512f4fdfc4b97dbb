import { toRepository, unexpected } from './payload.ts';
import { isOurBranch, pullPayload, startReview } from './pull-request-opened.ts';
import type { Reaction, TriggerSettings } from './reaction.ts';

/** A push to the branch of a pull request: what one of ours claims may no longer hold, and another's is reviewed. */
export function pullRequestSynchronize(payload: unknown, settings: TriggerSettings): Reaction {
  const checked = pullPayload.safeParse(payload);
  if (!checked.success) return unexpected(checked.error);
  if (!isOurBranch(checked.data)) return startReview(checked.data, 'push', settings);
  return {
    kind: 'start',
    request: {
      kind: 'recheck',
      repository: toRepository(checked.data),
      pullNumber: checked.data.pull_request.number,
    },
  };
}
