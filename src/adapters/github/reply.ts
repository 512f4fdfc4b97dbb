import { createTaskComment } from './task-comment.ts';
import type { TaskContext } from './task-context.ts';

/** Posts the answer of an `answer` task. A repeated call finds the answer that is there. */
export async function reply(context: TaskContext, body: string): Promise<void> {
  await createTaskComment(context, body);
}
