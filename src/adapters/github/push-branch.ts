import type { Pushed } from '../../publish/pull-request-desk.ts';
import { statusOf } from './github-error.ts';
import { readBranch } from './read-branch.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

/** Lets the branch of a pull request go on from one commit to a later one, where nobody pushed and nothing protects it. */
export async function pushBranch(context: TaskContext, branch: string, from: string, to: string): Promise<Pushed> {
  const { git, repos } = context.client.with({ contents: 'write' }).rest;
  const head = await readBranch(context, branch);
  // An earlier call may have done it, whose answer was lost.
  if (head === to) return 'pushed';
  if (head !== from) return 'moved';
  const { data } = await repos.getBranch({ ...ownerAndRepo(context), branch });
  // Also where we could: that a person decides what gets there is what the protection is for.
  if (data.protected) return 'refused';
  try {
    await git.updateRef({ ...ownerAndRepo(context), ref: `heads/${branch}`, sha: to, force: false });
    return 'pushed';
  } catch (error) {
    if (statusOf(error) !== 422 && statusOf(error) !== 403) throw error;
    const now = await readBranch(context, branch);
    return now === to ? 'pushed' : now === from ? 'refused' : 'moved';
  }
}
