import { createPullRequestDesk } from '../../adapters/github/pull-request-desk.ts';
import { shortenRecord } from '../../tasks/fix/shorten-record.ts';
import type { RespondParts } from '../../tasks/respond/respond.ts';
import { type RespondRequest, repositoryKey } from '../../tasks/task.ts';
import { fixParts } from './fix-parts.ts';
import type { TaskContext } from './github-world.ts';

/** A response works as a fix does, and with what people said of the pull request. */
export function respondParts(context: TaskContext, { pullNumber, asked }: RespondRequest): RespondParts {
  const { taskId, repository, client, stores, world } = context;
  const { tasks, feedback } = stores;
  const key = repositoryKey(repository);
  return {
    ...fixParts(context, { number: pullNumber, commentId: asked?.commentId ?? null }),
    desk: createPullRequestDesk({
      context: { client, repository, issueNumber: pullNumber, taskId, log: world.log },
      octokit: async () => client.with({ actions: 'read' }),
      lookSeconds: Math.min(world.pollSeconds, 2),
    }),
    takeFeedback: () => feedback.take(taskId, key, pullNumber),
    automaticInARow: () => feedback.automaticInARow(taskId, key, pullNumber),
    async earlierWork() {
      const work = await tasks.latestWork(key, pullNumber);
      const record = work === null ? null : await tasks.record(work.id);
      return record?.pullRequest?.number === pullNumber ? shortenRecord(record) : null;
    },
  };
}
