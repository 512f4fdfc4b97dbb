import { createOnce } from './create-once.ts';
import { statusOf } from './github-error.ts';
import { readBranch } from './read-branch.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

const mostNames = 50;

/**
 * Makes a branch at `sha` under the wanted name, or under the first of `-2`, `-3` … that is free. A branch at `sha`
 * itself holds no work of anyone: it is taken for the one that an earlier call made.
 */
export async function createBranch(context: TaskContext, wanted: string, sha: string): Promise<string> {
  for (let number = 1; number <= mostNames; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if ((await takeName(context, name, sha)) === sha) return name;
  }
  throw new Error(`The names ${wanted} to ${wanted}-${mostNames} are all taken. Delete branches that are done with.`);
}

/** Makes the branch unless there is one; returns the commit that it is at. */
async function takeName(context: TaskContext, name: string, sha: string): Promise<string> {
  const { git } = context.client.with({ contents: 'write' }).rest;
  const find = () => readBranch(context, name);
  return createOnce(find, async () => {
    try {
      await git.createRef({ ...ownerAndRepo(context), ref: `refs/heads/${name}`, sha });
      return sha;
    } catch (error) {
      // Someone else may have taken the name since it was looked for.
      const taken = statusOf(error) === 422 ? await find() : null;
      if (taken !== null) return taken;
      throw error;
    }
  });
}
