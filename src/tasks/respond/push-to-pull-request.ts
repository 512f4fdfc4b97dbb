import { responseCommit } from '../../publish/feedback-answers.ts';
import { claim } from '../fix/propose-pull-request.ts';
import type { Outcome } from '../outcome.ts';
import { answerThreads } from './answer-threads.ts';
import { pushTry } from './push-try.ts';
import type { Response } from './respond.ts';

/** Lets the pull request's branch go on to the tested commit, unless somebody pushed meanwhile, or nobody may. */
export async function pushToPullRequest(task: Response): Promise<Outcome | 'refused'> {
  const { record, pull } = task;
  const pushed = await pushTry(task);
  if (pushed === 'refused') return pushed;
  await answerThreads(task, { resolve: pushed === 'pushed' });
  if (pushed === 'moved') return overtaken(record);
  return claim(record, { branch: pull.branch, sha: pull.head }, `the branch ${pull.branch}`);
}

function overtaken(record: Response['record']): Outcome {
  const sha = responseCommit(record)?.commit.sha;
  return {
    kind: 'answered',
    reason: `Somebody pushed to the branch meanwhile, so nothing was pushed: ${sha}, which was tested, is on the branch ${record.response.tryBranch}.`,
    next: 'Merge that branch, or comment `/goat fix` again.',
  };
}
