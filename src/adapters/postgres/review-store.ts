import type { ReviewStore } from '../../review/review-store.ts';
import type { Database } from './database.ts';

export function createReviewStore(database: Database): ReviewStore {
  return {
    async lastReviewed({ repository, pullNumber }) {
      const [row] = await database.query<{ head: string }>(
        'select head from reviews where repository = $1 and pull_number = $2 order by created_at desc, task_id desc limit 1',
        [repository, pullNumber],
      );
      return row?.head ?? null;
    },

    async known({ repository, pullNumber }) {
      const rows = await database.query<{ fingerprint: string }>(
        'select fingerprint from review_findings where repository = $1 and pull_number = $2 order by fingerprint',
        [repository, pullNumber],
      );
      return rows.map(({ fingerprint }) => fingerprint);
    },

    async keep({ repository, pullNumber }, { head, taskId, raised, refused }) {
      await database.transaction(async (transaction) => {
        await transaction.query(
          `insert into reviews (repository, pull_number, head, task_id) values ($1, $2, $3, $4)
           on conflict (repository, pull_number, head) do update set task_id = excluded.task_id, created_at = now()`,
          [repository, pullNumber, head, taskId],
        );
        for (const print of new Set([...raised, ...refused])) {
          await transaction.query(
            `insert into review_findings (repository, pull_number, fingerprint, refused) values ($1, $2, $3, $4)
             on conflict (repository, pull_number, fingerprint)
             do update set refused = review_findings.refused or excluded.refused`,
            [repository, pullNumber, print, refused.includes(print)],
          );
        }
      });
    },
  };
}
