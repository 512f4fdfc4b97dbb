import { hasTaskMarker, taskMarker } from '../../text/task-marker.ts';
import { createOnce } from './create-once.ts';
import { fitBody } from './fit-body.ts';
import { statusOf } from './github-error.ts';
import { ownerAndRepo, type TaskContext } from './task-context.ts';

/** Answers in the thread that a review comment began, unless this task has. A thread that is gone is left alone. */
export async function replyInThread(context: TaskContext, thread: number, body: string): Promise<void> {
  const octokit = context.client.with({ pull_requests: 'write' });
  const pull = { ...ownerAndRepo(context), pull_number: context.issueNumber };
  const find = async () => {
    const comments = await octokit.paginate(octokit.rest.pulls.listReviewComments, { ...pull, per_page: 100 });
    return (
      comments.find(
        (comment) =>
          comment.in_reply_to_id === thread &&
          comment.user?.type === 'Bot' &&
          hasTaskMarker(comment.body, context.taskId),
      ) ?? null
    );
  };
  const create = async () => {
    const marked = fitBody(`${taskMarker(context.taskId)}\n${body}`);
    return (await octokit.rest.pulls.createReplyForReviewComment({ ...pull, comment_id: thread, body: marked })).data;
  };
  try {
    await createOnce<{ readonly id: number }>(find, create);
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    context.log.warn({ err: error, thread }, 'A thread is gone, so it was not answered');
  }
}
