import type { Commit } from '../publish/publisher.ts';
import { answerThreads } from './answer-threads.ts';
import type { Outcome } from './outcome.ts';
import { claim } from './propose-pull-request.ts';
import type { Response } from './respond.ts';

/** Lets the pull request's branch go on to the tested commit, unless somebody pushed meanwhile, or nobody may. */
export async function pushToPullRequest(task: Response, { sha }: Commit): Promise<Outcome | 'refused'> {
  const { record, pull, desk, publisher, steps } = task;
  const pushed = await steps.run('push', () => desk.push(pull.branch, pull.head, sha));
  if (pushed === 'refused') return pushed;
  await answerThreads(task, { resolve: pushed === 'pushed' });
  if (pushed === 'moved') return overtaken(sha, record.branch);
  const { branch } = record;
  if (branch !== null) await steps.run('remove the branch', () => publisher.removeBranch(branch, sha));
  record.branch = null;
  return claim(record, { branch: pull.branch, sha: pull.head }, `the branch ${pull.branch}`);
}

function overtaken(sha: string, branch: string | null): Outcome {
  return {
    kind: 'answered',
    reason: `Somebody pushed to the branch meanwhile, so nothing was pushed: ${sha}, which was tested, is on the branch ${branch}.`,
    next: 'Merge that branch, or comment `/goat fix` again.',
  };
}
