import { ownerAndRepo, type TaskContext } from './task-context.ts';

/** Whether the person may write to the repository. GitHub shows `maintain` as `write`. Unknown means no. */
export async function mayWrite(
  context: Pick<TaskContext, 'client' | 'repository' | 'log'>,
  login: string,
): Promise<boolean> {
  try {
    const { data } = await context.client
      .with({ metadata: 'read' })
      .rest.repos.getCollaboratorPermissionLevel({ ...ownerAndRepo(context), username: login });
    return data.permission === 'admin' || data.permission === 'write';
  } catch (error) {
    context.log.warn({ err: error, login }, 'The permission of a person could not be read; taken as none');
    return false;
  }
}
