-- Test reports on base commits: a commit's tests are paid for once, however many tasks start from it.
create table baselines (
  repository text not null,
  commit text not null,
  -- What ran the tests.
  runner text not null,
  report jsonb not null,
  created_at timestamptz not null default now(),
  primary key (repository, commit, runner)
);

-- What a person with write access allowed, bound to the hash of what was shown: when that changes, it no longer counts.
create table approvals (
  task_id text not null references tasks on delete cascade,
  subject text not null,
  hash text not null,
  approved_by text not null,
  created_at timestamptz not null default now(),
  primary key (task_id, subject, hash)
);

-- A pull request's tasks are found by its number, too.
create index tasks_by_pull_request on tasks (repository, ((record -> 'pullRequest' ->> 'number')::int))
  where record -> 'pullRequest' -> 'number' is not null;
