import type { CountedRequest } from '../../agent/token-ratio.ts';
import type { FixRecord } from '../../tasks/fix/fix-record.ts';
import { finalState, type Outcome } from '../../tasks/outcome.ts';
import { repositoryKey, type Task, type TaskRequest } from '../../tasks/task.ts';
import type { Answer, EarlierPlan, TaskStore, TaskSummary } from '../../tasks/task-store.ts';
import { countTask } from './count-task.ts';
import type { Database } from './database.ts';

/** As many as show how a model's tokens vary. */
const latestRequests = 10;

const open = "state in ('queued', 'running', 'waiting')";

/** An issue's own tasks, and the fix that opened the pull request of this number. */
const ofNumber = "(issue_number = $2 or (record -> 'pullRequest' ->> 'number')::int = $2)";

export function createTaskStore(database: Database): TaskStore {
  return {
    async add(id, request, deliveryId) {
      const [added] = await database.query<{ id: string }>(
        `insert into tasks (id, repository, kind, delivery_id, issue_number, request, workflow_id)
         values ($1, $2, $3, $4, $5, $6, $1) on conflict (kind, delivery_id) do nothing returning id`,
        [
          id,
          repositoryKey(request.repository),
          request.kind,
          deliveryId,
          issueNumber(request),
          JSON.stringify(request),
        ],
      );
      if (added) return { id: added.id, created: true };
      const [known] = await database.query<{ id: string }>(
        'select id from tasks where kind = $1 and delivery_id = $2',
        [request.kind, deliveryId],
      );
      return { id: known?.id ?? id, created: false };
    },

    async read(id) {
      const [row] = await database.query<Task>('select id, request, state from tasks where id = $1', [id]);
      return row ?? null;
    },

    async setRunning(id) {
      await database.query(
        `update tasks set state = 'running', started_at = coalesce(started_at, now()), updated_at = now()
         where id = $1 and state in ('queued', 'running')`,
        [id],
      );
    },

    async saveRecord(id, record) {
      await database.query('update tasks set record = $2, updated_at = now() where id = $1', [
        id,
        JSON.stringify(record),
      ]);
    },

    async record(id) {
      const [row] = await database.query<{ record: FixRecord | null }>('select record from tasks where id = $1', [id]);
      return row?.record ?? null;
    },

    async finish(id, outcome) {
      await database.query(`update tasks set state = $2, outcome = $3, updated_at = now() where id = $1 and ${open}`, [
        id,
        finalState(outcome),
        JSON.stringify(outcome),
      ]);
    },

    async outcome(id) {
      const [row] = await database.query<{ outcome: Outcome | null }>('select outcome from tasks where id = $1', [id]);
      return row?.outcome ?? null;
    },

    async reopen(id) {
      await database.query(
        `update tasks set state = 'queued', outcome = null, stop_requested_by = null,
           waited = waited + case when outcome is null then '0' else now() - updated_at end, updated_at = now()
         where id = $1`,
        [id],
      );
    },

    async approve(id, { subject, hash }, by) {
      await database.query(
        'insert into approvals (task_id, subject, hash, approved_by) values ($1, $2, $3, $4) on conflict do nothing',
        [id, subject, hash, by],
      );
    },

    async approvedBy(id, { subject, hash }) {
      const [row] = await database.query<{ by: string }>(
        'select approved_by as by from approvals where task_id = $1 and subject = $2 and hash = $3',
        [id, subject, hash],
      );
      return row?.by ?? null;
    },

    async takeOverPlan(id, base) {
      const [row] = await database.query<EarlierPlan>(
        `with earlier as (
           select other.id, other.record from tasks mine
           join tasks other using (repository, kind, issue_number)
           where mine.id = $1 and other.id < mine.id
             and other.request -> 'issue' = mine.request -> 'issue'
             and (mine.request ->> 'hint') in ('', other.request ->> 'hint')
             and other.record -> 'base' ->> 'sha' = $2
             and ((other.state = 'waiting' and other.record -> 'waitingFor' ->> 'subject' = 'plan')
               or other.outcome ->> 'next' = $1)
           order by other.id desc limit 1),
         ended as (
           update tasks set state = 'done', outcome = $3, updated_at = now()
           where id in (select earlier.id from earlier) returning tasks.id)
         select earlier.id as "taskId", earlier.record -> 'plan' -> 'plan' as plan from earlier`,
        [id, base, JSON.stringify({ kind: 'answered', reason: 'Another task goes on from this plan.', next: id })],
      );
      return row ?? null;
    },

    async askedOf(repository, issue, login) {
      const [row] = await database.query<{ id: string }>(
        `select id from tasks where repository = $1 and issue_number = $2 and kind = 'fix' and state in ('running', 'waiting')
           and record -> 'question' -> 'asked' ? $3 order by id desc limit 1`,
        [repository, issue, login],
      );
      return row?.id ?? null;
    },

    async keepAnswer(id, hash, { by, text }) {
      await database.query(
        'insert into answers (task_id, question_hash, answered_by, answer) values ($1, $2, $3, $4) on conflict do nothing',
        [id, hash, by, text],
      );
    },

    async answerTo(id, hash) {
      const [row] = await database.query<Answer>(
        'select answered_by as by, answer as text from answers where task_id = $1 and question_hash = $2',
        [id, hash],
      );
      return row ?? null;
    },

    async latestWork(repository, number) {
      const [row] = await database.query<Task>(
        `select id, request, state from tasks
         where repository = $1 and (${ofNumber} or (record -> 'issue' ->> 'number')::int = $2)
           and (kind = 'fix' or kind = 'respond' and record is not null and outcome ->> 'kind' is distinct from 'ignored')
         order by id desc limit 1`,
        [repository, number],
      );
      return row ?? null;
    },

    async openTasks(repository, issue) {
      const rows = await database.query<{ id: string }>(
        `select id from tasks where repository = $1 and ${ofNumber} and kind <> 'answer' and ${open} order by id`,
        [repository, issue],
      );
      return rows.map((row) => row.id);
    },

    async requestStop(id, by) {
      await database.query('update tasks set stop_requested_by = $2 where id = $1 and stop_requested_by is null', [
        id,
        by,
      ]);
    },

    async stopRequestedBy(id) {
      const [row] = await database.query<{ by: string | null }>(
        'select stop_requested_by as by from tasks where id = $1',
        [id],
      );
      return row?.by ?? null;
    },

    ofIssue: (repository, issue) =>
      database.query<TaskSummary>(
        `select id, kind, state, coalesce(record ->> 'activity', '') as activity, outcome from tasks
         where repository = $1 and ${ofNumber} and kind <> 'answer'
           and outcome ->> 'kind' is distinct from 'ignored' order by id desc limit 10`,
        [repository, issue],
      ),

    async fixedMeanwhile(id) {
      const [row] = await database.query<{ id: string }>(
        `select earlier.id from tasks mine join tasks earlier using (repository, kind, issue_number)
         where mine.id = $1 and earlier.id < mine.id and earlier.updated_at > mine.created_at
           and earlier.outcome ->> 'kind' = 'fixed' limit 1`,
        [id],
      );
      return row?.id ?? null;
    },

    countedRequests: (model) =>
      database.query<CountedRequest>(
        `select (record -> 'opening' -> 'counted')::int as counted, (record -> 'opening' -> 'reported')::int as reported
         from tasks
         where record -> 'opening' ->> 'model' = $1 and record -> 'opening' -> 'reported' <> 'null'
         order by id desc limit ${latestRequests}`,
        [model],
      ),

    async elapsed(id) {
      const [row] = await database.query<{ milliseconds: number }>(
        `select coalesce(extract(epoch from now() - started_at - waited) * 1000, 0)::float8 as milliseconds
         from tasks where id = $1`,
        [id],
      );
      return row?.milliseconds ?? 0;
    },

    countTask: (id, limits) => countTask(database, id, limits),

    unfinished: () =>
      database.query<Task>("select id, request, state from tasks where state in ('queued', 'running') order by id"),
  };
}

function issueNumber(request: TaskRequest): number | null {
  if (request.kind === 'fix') return request.issue.number;
  if (request.kind === 'respond') return request.pullNumber;
  return 'issueNumber' in request ? request.issueNumber : null;
}
