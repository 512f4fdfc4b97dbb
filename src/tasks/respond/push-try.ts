import { responseCommit } from '../../publish/feedback-answers.ts';
import type { Pushed } from '../../publish/pull-request-desk.ts';
import type { Response } from './respond.ts';

/**
 * Lets the pull request's branch go on to the last try, unless somebody pushed meanwhile, or nobody may. Then nothing is
 * left on the branch of ours.
 */
export async function pushTry({ record, pull, desk, publisher, steps }: Response): Promise<Pushed> {
  const { response } = record;
  const { tryBranch, head, merged, mergedBaseline } = response;
  const last = responseCommit(record);
  if (tryBranch === null || last === null) throw new Error('There is nothing to push.');
  const { sha } = last.commit;
  const pushed = await steps.run('push', () => desk.push(pull.branch, head, sha, { isMerge: merged !== null }));
  if (pushed !== 'pushed') return pushed;
  await steps.run('remove the branch', () => publisher.removeBranch(tryBranch, sha));
  response.tryBranch = null;
  if (merged !== null && mergedBaseline !== undefined) {
    record.base = { branch: pull.base.branch, sha: merged };
    record.baseline = mergedBaseline;
  }
  return pushed;
}
