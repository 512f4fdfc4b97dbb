import { repositoryKey, type TaskKind, type TaskRequest } from '../../tasks/task.ts';

/** The queue of each kind of task. In a partitioned one, a repository's tasks run one after the other. */
export const queues: Readonly<Record<TaskKind, { readonly name: string; readonly partitioned: boolean }>> = {
  fix: { name: 'write', partitioned: true },
  setup: { name: 'write', partitioned: true },
  respond: { name: 'write', partitioned: true },
  index: { name: 'index', partitioned: true },
  answer: { name: 'answer', partitioned: false },
  recheck: { name: 'answer', partitioned: false },
  // In the order in which people did it: closed, reopened, merged.
  learn: { name: 'learn', partitioned: true },
  review: { name: 'review', partitioned: true },
};

/** Where a task waits for its turn. */
export function queueOf(request: TaskRequest): { readonly queueName: string; readonly queuePartitionKey?: string } {
  const { name, partitioned } = queues[request.kind];
  if (!partitioned) return { queueName: name };
  const key = repositoryKey(request.repository);
  // Pull requests do not wait for one another.
  return { queueName: name, queuePartitionKey: request.kind === 'review' ? `${key}#${request.issueNumber}` : key };
}
