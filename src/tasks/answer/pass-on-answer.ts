import { startTask } from '../start-task.ts';
import { type ReplyRequest, repositoryKey } from '../task.ts';
import type { TaskEngine } from '../task-engine.ts';
import type { TaskStore } from '../task-store.ts';

/** Starts a task for a comment whose writer was asked something by a fix that waits; most comments are for others. */
export async function passOnAnswer(
  parts: { store: TaskStore; engine: TaskEngine },
  comment: Omit<ReplyRequest, 'kind' | 'command' | 'note'>,
  deliveryId: string,
): Promise<void> {
  const asking = await parts.store.askedOf(repositoryKey(comment.repository), comment.issueNumber, comment.sender);
  if (asking !== null) await startTask(parts, { kind: 'answer', command: 'reply', note: '', ...comment }, deliveryId);
}
