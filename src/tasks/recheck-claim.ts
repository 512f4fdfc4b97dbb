import { checkOf } from '../publish/check.ts';
import type { Publisher } from '../publish/publisher.ts';
import { pullRequestBody } from '../publish/pull-request.ts';
import { renderOutcome } from '../publish/tracking-comment.ts';
import { asPushed, type FixRecord, headOf } from './fix/fix-record.ts';
import type { Outcome } from './outcome.ts';
import type { TaskWork } from './run-task.ts';
import { type RecheckRequest, repositoryKey, type Task } from './task.ts';
import type { TaskStore } from './task-store.ts';

export interface RecheckParts {
  readonly store: TaskStore;
  /** Publishes in the name of the fix. */
  readonly publisherOf: (fix: Task) => Publisher;
}

interface Claim {
  readonly fix: Task;
  readonly record: FixRecord;
  readonly outcome: Outcome;
}

/**
 * The `recheck` task: after a push to the branch of a fix, the pull request, the tracking comment and the check say that
 * nothing is verified at the new commit; after a push back to the tested one, they claim again what they did.
 */
export function recheckClaim(request: RecheckRequest, { store, publisherOf }: RecheckParts): TaskWork {
  return {
    async run(steps) {
      const claim = await steps.run('read the fix of the pull request', () => readClaim(request, store));
      if (claim === null) return done('No fix of ours opened this pull request.');
      const { fix, record } = claim;
      const publisher = publisherOf(fix);
      const head = await steps.run('read the head of the branch', () => publisher.readHead(record.branch ?? ''));
      const movedTo = head === headOf(record)?.sha ? null : head;
      await steps.run('say what holds', () => sayWhatHolds(publisher, claim, movedTo));
      return done(
        movedTo === null ? 'The branch is at the commit that was tested.' : `Nothing is verified at ${movedTo}.`,
      );
    },
    conclude: async () => undefined,
  };
}

async function sayWhatHolds(publisher: Publisher, { record, outcome }: Claim, movedTo: string | null): Promise<void> {
  const { pullRequest } = record;
  if (pullRequest) {
    const { draft } = pullRequest;
    await publisher.updatePullRequest(pullRequest, { body: pullRequestBody(record, movedTo), draft });
  }
  await publisher.writeTrackingComment(renderOutcome(record, outcome, movedTo));
  if (movedTo !== null) await publisher.writeCheck(checkOf(record, outcome, movedTo));
}

async function readClaim({ repository, pullNumber }: RecheckRequest, store: TaskStore): Promise<Claim | null> {
  const fix = await store.latestWork(repositoryKey(repository), pullNumber);
  if (fix === null) return null;
  const [saved, outcome] = [await store.record(fix.id), await store.outcome(fix.id)];
  const record = saved && asPushed(saved);
  // While the fix runs, it says itself what holds; its own commits move the branch, too.
  if (record?.pullRequest?.number !== pullNumber || outcome === null) return null;
  return { fix, record, outcome };
}

function done(reason: string): Outcome {
  return { kind: 'answered', reason, next: '' };
}
