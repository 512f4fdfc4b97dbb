-- What people and checks say about a pull request of ours, as it was delivered. One task takes all that is there when it
-- begins, and answers it.
create table feedback (
  repository text not null,
  pull_number integer not null,
  -- Within the pull request: a delivery that comes twice is kept once.
  key text not null,
  content jsonb not null,
  task_id text references tasks,
  created_at timestamptz not null default now(),
  primary key (repository, pull_number, key)
);

create index feedback_of_task on feedback (task_id);
