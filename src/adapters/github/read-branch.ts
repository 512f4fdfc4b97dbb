import { statusOf } from './github-error.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

/** The commit that a branch is at; null where there is no such branch. */
export async function readBranch(context: TaskContext, name: string): Promise<string | null> {
  const { git } = context.client.with({ contents: 'write' }).rest;
  try {
    const { data } = await git.getRef({ ...ownerAndRepo(context), ref: `heads/${name}` });
    return data.object.sha;
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return null;
  }
}
