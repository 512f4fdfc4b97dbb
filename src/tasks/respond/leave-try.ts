import { responseCommit } from '../../publish/feedback-answers.ts';
import type { Outcome } from '../outcome.ts';
import { answerThreads } from './answer-threads.ts';
import type { Response } from './respond.ts';

/** Ends a response without anything on the branch of the pull request: what was tried stays on ours. */
export async function leaveTry(task: Response, outcome: Outcome): Promise<Outcome> {
  const { record } = task;
  await answerThreads(task, { resolve: false });
  const last = responseCommit(record);
  if (last === null) return outcome;
  return {
    ...outcome,
    reason: `${outcome.reason} Nothing was pushed; the last try is on the branch ${record.response.tryBranch}, at ${last.commit.sha}.`,
  };
}
