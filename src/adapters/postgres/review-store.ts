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
      const rows = await database.query<{ fingerprint: string; refused: boolean }>(
        `select fingerprint, bool_or(refused) as refused from review_findings
         where repository = $1 and (pull_number = $2 or refused) group by fingerprint order by fingerprint`,
        [repository, pullNumber],
      );
      const prints = (isRefused: boolean) =>
        rows.filter(({ refused }) => refused === isRefused).map(({ fingerprint }) => fingerprint);
      return { raised: prints(false), refused: prints(true) };
    },

    async keep({ repository, pullNumber }, { head, taskId, raised }) {
      await database.transaction(async (transaction) => {
        if (head !== null) {
          await transaction.query(
            `insert into reviews (repository, pull_number, head, task_id) values ($1, $2, $3, $4)
             on conflict (repository, pull_number, head) do update set task_id = excluded.task_id, created_at = now()`,
            [repository, pullNumber, head, taskId],
          );
        }
        await transaction.query(
          `insert into review_findings (repository, pull_number, fingerprint)
           select distinct $1, $2::int, unnest($3::text[]) on conflict do nothing`,
          [repository, pullNumber, raised],
        );
      });
    },

    async refuse({ repository, pullNumber }, fingerprints) {
      await database.query(
        `insert into review_findings (repository, pull_number, fingerprint, refused)
         select distinct $1, $2::int, unnest($3::text[]), true
         on conflict (repository, pull_number, fingerprint) do update set refused = true`,
        [repository, pullNumber, fingerprints],
      );
    },
  };
}
