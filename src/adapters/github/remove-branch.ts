import { statusOf } from './github-error.ts';
import { readBranch } from './read-branch.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

/** Removes a branch that is still at `sha`; another call, or a person, may have removed it before. */
export async function removeBranch(context: TaskContext, name: string, sha: string): Promise<void> {
  if ((await readBranch(context, name)) !== sha) return;
  const { git } = context.client.with({ contents: 'write' }).rest;
  try {
    await git.deleteRef({ ...ownerAndRepo(context), ref: `heads/${name}` });
  } catch (error) {
    if (statusOf(error) !== 404 && statusOf(error) !== 422) throw error;
  }
}
