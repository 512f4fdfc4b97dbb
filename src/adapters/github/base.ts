import type { Base } from '../../publish/publisher.ts';
import { statusOf } from './github-error.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

/**
 * The head of the default branch now.
 * @throws Error with a sentence where there is nothing to start from.
 */
export async function resolveBase(context: TaskContext): Promise<Base> {
  const { rest } = context.client.with({ contents: 'read' });
  const { data: repository } = await rest.repos.get(ownerAndRepo(context));
  const name = repository.full_name;
  if (repository.archived) throw new Error(`${name} is archived. Take it out of the archive to have it changed.`);
  const branch = repository.default_branch;
  try {
    const { data: ref } = await rest.git.getRef({ ...ownerAndRepo(context), ref: `heads/${branch}` });
    return { branch, sha: ref.object.sha };
  } catch (error) {
    // 409 is GitHub's answer for a repository that is empty.
    if (statusOf(error) !== 409 && statusOf(error) !== 404) throw error;
    throw new Error(
      `The branch ${branch} of ${name} has no commit yet. Push a first one to have something to work on.`,
    );
  }
}
