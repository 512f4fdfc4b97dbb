import { createTaskComment, editTaskComment, findTaskComment, type TaskComment } from './task-comment.ts';
import type { TaskContext } from './task-context.ts';

/** How often the comment is posted: when it is deleted again, nobody wants it. */
const mostPosted = 2;

/**
 * The task's one comment: posted at first, edited from then on. When a person deletes it, it is posted once more.
 * @returns writes the comment and tells its address; null where there is none.
 */
export function createTrackingComment(context: TaskContext): (body: string) => Promise<string | null> {
  let comment: TaskComment | null = null;
  let posted = 0;

  return async (body) => {
    comment ??= await findTaskComment(context);
    if (comment) {
      const edit = await editTaskComment(context, comment.id, body);
      if (edit === 'edited') return comment.url;
      if (edit === 'locked') return null;
      comment = null;
      posted = Math.max(posted, 1);
    }
    if (posted === mostPosted) return null;
    comment = await createTaskComment(context, body);
    posted += 1;
    return comment?.url ?? null;
  };
}
