import type { BaselineStore } from '../../ci/baseline-store.ts';
import type { TestReport } from '../../ci/test-report.ts';
import type { Database } from './database.ts';

/** A commit that nobody has started from for so long is seldom started from again. */
const keptDays = 30;

export function createBaselineStore(database: Database): BaselineStore {
  return {
    async find({ repository, commit, runner }) {
      const [row] = await database.query<{ report: TestReport }>(
        'select report from baselines where repository = $1 and commit = $2 and runner = $3',
        [repository, commit, runner],
      );
      return row?.report ?? null;
    },

    async keep({ repository, commit, runner }, report) {
      await database.query(
        `insert into baselines (repository, commit, runner, report) values ($1, $2, $3, $4)
         on conflict (repository, commit, runner) do update set report = excluded.report, created_at = now()`,
        [repository, commit, runner, JSON.stringify(report)],
      );
      await database.query(
        `delete from baselines where repository = $1 and created_at < now() - interval '${keptDays} days'`,
        [repository],
      );
    },
  };
}
