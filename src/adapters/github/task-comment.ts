import { decodeTime } from 'ulid';
import { hasTaskMarker, taskMarker } from '../../text/task-marker.ts';
import { createOnce } from './create-once.ts';
import { fitBody } from './fit-body.ts';
import { statusOf } from './github-error.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

export interface TaskComment {
  readonly id: number;
  readonly url: string;
}

/** GitHub's clock and ours may differ by this. */
const clockSkewMs = 60 * 60 * 1000;

/** The comment that the task has on its issue, found by its hidden mark. */
export async function findTaskComment(context: TaskContext): Promise<TaskComment | null> {
  const octokit = context.client.with({ issues: 'write' });
  const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
    ...ownerAndRepo(context),
    issue_number: context.issueNumber,
    since: new Date(decodeTime(context.taskId) - clockSkewMs).toISOString(),
    per_page: 100,
  });
  for await (const { data } of pages) {
    // Anyone can copy the mark.
    const own = data.find(({ user, body }) => user?.type === 'Bot' && hasTaskMarker(body ?? '', context.taskId));
    if (own) return { id: own.id, url: own.html_url };
  }
  return null;
}

/** Posts the task's comment unless it is there; null where the issue takes no comment (locked, deleted, moved). */
export async function createTaskComment(context: TaskContext, body: string): Promise<TaskComment | null> {
  const { issues } = context.client.with({ issues: 'write' }).rest;
  const create = async () => {
    const { data } = await issues.createComment({
      ...ownerAndRepo(context),
      issue_number: context.issueNumber,
      body: markedBody(context, body),
    });
    return { id: data.id, url: data.html_url };
  };
  try {
    return await createOnce(() => findTaskComment(context), create);
  } catch (error) {
    if (!takesNoComment(error)) throw error;
    context.log.warn({ err: error }, 'The issue takes no comment');
    return null;
  }
}

/** Edits the comment, unless a person has deleted it or the issue takes no change. */
export async function editTaskComment(
  context: TaskContext,
  id: number,
  body: string,
): Promise<'edited' | 'deleted' | 'locked'> {
  const { issues } = context.client.with({ issues: 'write' }).rest;
  try {
    await issues.updateComment({ ...ownerAndRepo(context), comment_id: id, body: markedBody(context, body) });
    return 'edited';
  } catch (error) {
    if (!takesNoComment(error)) throw error;
    return statusOf(error) === 403 ? 'locked' : 'deleted';
  }
}

function markedBody({ taskId }: TaskContext, body: string): string {
  return fitBody(`${taskMarker(taskId)}\n${body}`);
}

function takesNoComment(error: unknown): boolean {
  const status = statusOf(error);
  return (
    status === 404 || status === 410 || (status === 403 && error instanceof Error && /locked/i.test(error.message))
  );
}
