import { ownerAndRepo, type TaskContext } from './task-context.ts';

/**
 * Where the branch of a merged pull request left the one that it was merged into, whichever way it was merged: what comes
 * before the merge on that branch has the same history as the branch was made from.
 */
export async function mergeBase(
  context: Pick<TaskContext, 'client' | 'repository'>,
  mergeCommit: string,
  head: string,
): Promise<string> {
  const { repos } = context.client.with({ contents: 'read' }).rest;
  const place = ownerAndRepo(context);
  const { data: merge } = await repos.getCommit({ ...place, ref: mergeCommit });
  const before = merge.parents[0]?.sha;
  if (before === undefined) throw new Error(`The commit ${mergeCommit} has no parent to compare the merge with.`);
  const { data } = await repos.compareCommitsWithBasehead({ ...place, basehead: `${before}...${head}` });
  return data.merge_base_commit.sha;
}
