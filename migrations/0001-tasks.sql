create extension if not exists vector;

-- One row for each piece of work. The request is what the trigger said, at its time.
create table tasks (
  id text primary key,
  repository text not null,
  kind text not null,
  delivery_id text not null,
  issue_number integer,
  request jsonb not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'waiting', 'done', 'failed', 'stopped')),
  outcome jsonb,
  -- What the task has done so far, as people are shown it; its "activity" is what it does now.
  record jsonb,
  workflow_id text not null,
  stop_requested_by text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (kind, delivery_id)
);

create index tasks_open on tasks (repository, issue_number) where state in ('queued', 'running', 'waiting');
