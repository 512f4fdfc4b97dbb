import { type Feedback, feedbackKey } from '../../tasks/respond/feedback.ts';
import type { FeedbackStore } from '../../tasks/respond/feedback-store.ts';
import type { Database } from './database.ts';

/** An old pull request that is still open has had its push long before. */
const mostPulls = 50;
/** More responses than anyone lets through. */
const mostInARow = 10;

export function createFeedbackStore(database: Database): FeedbackStore {
  return {
    async ownPulls(repository, locator) {
      const [column, value] =
        'pull' in locator
          ? ["record -> 'pullRequest' ->> 'number'", String(locator.pull)]
          : 'head' in locator
            ? ["record ->> 'branch'", locator.head]
            : ["record -> 'base' ->> 'branch'", locator.base];
      const rows = await database.query<{ pull: number }>(
        `select distinct (record -> 'pullRequest' ->> 'number')::int as pull from tasks
         where repository = $1 and kind = 'fix' and record -> 'pullRequest' ->> 'number' is not null and ${column} = $2
         order by 1 desc limit ${mostPulls}`,
        [repository, value],
      );
      return rows.map(({ pull }) => pull);
    },

    async add(repository, pull, feedback) {
      const key = feedbackKey(feedback);
      await database.query(
        `insert into feedback (repository, pull_number, key, content) values ($1, $2, $3, $4) on conflict do nothing`,
        [repository, pull, key, JSON.stringify(feedback)],
      );
      const [row] = await database.query<{ taken: boolean }>(
        `select task_id is not null as taken from feedback where repository = $1 and pull_number = $2 and key = $3`,
        [repository, pull, key],
      );
      return { taken: row?.taken ?? false };
    },

    async gatheringTask(repository, pull) {
      // A task that goes on again is queued once more, but has taken what it takes.
      const [row] = await database.query<{ id: string }>(
        `select id from tasks where repository = $1 and kind = 'respond' and issue_number = $2 and state = 'queued'
           and not exists (select from feedback where task_id = tasks.id) order by id desc limit 1`,
        [repository, pull],
      );
      return row?.id ?? null;
    },

    async take(taskId, repository, pull) {
      await database.query(
        'update feedback set task_id = $1 where repository = $2 and pull_number = $3 and task_id is null',
        [taskId, repository, pull],
      );
      const rows = await database.query<{ content: Feedback }>(
        'select content from feedback where task_id = $1 order by created_at, key',
        [taskId],
      );
      return rows.map(({ content }) => content);
    },

    async automaticInARow(taskId, repository, pull) {
      const rows = await database.query<{ automatic: boolean }>(
        `select record -> 'response' ->> 'byPerson' = 'false' as automatic from tasks
         where repository = $1 and kind = 'respond' and issue_number = $2 and id < $3 and record is not null
           and outcome ->> 'kind' <> 'ignored' order by id desc limit ${mostInARow}`,
        [repository, pull, taskId],
      );
      const first = rows.findIndex(({ automatic }) => !automatic);
      return first === -1 ? rows.length : first;
    },
  };
}
