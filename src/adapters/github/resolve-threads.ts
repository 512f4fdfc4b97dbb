import { listThreads } from './list-threads.ts';
import type { TaskContext } from './task-context.ts';

const resolveThread = `mutation ($id: ID!) {
  resolveReviewThread(input: { threadId: $id }) { thread { isResolved } }
}`;

/** Resolves the threads that these review comments began; one that is resolved already stays so. */
export async function resolveThreads(context: TaskContext, roots: readonly number[]): Promise<void> {
  if (roots.length === 0) return;
  const octokit = context.client.with({ pull_requests: 'write', contents: 'read' });
  for (const { id, isResolved, root } of await listThreads(context)) {
    if (!isResolved && root !== null && roots.includes(root)) await octokit.graphql(resolveThread, { id });
  }
}
