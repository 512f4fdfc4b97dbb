-- The commits of a pull request that were reviewed: the next review says only what is new since the last one.
create table reviews (
  repository text not null,
  pull_number int not null,
  head text not null,
  task_id text not null references tasks on delete cascade,
  created_at timestamptz not null default now(),
  primary key (repository, pull_number, head)
);

-- What was said once is not said again, whatever became of its thread.
create table review_findings (
  repository text not null,
  pull_number int not null,
  fingerprint text not null,
  -- Refused by a person with write access: in an answer, or by a thumb down.
  refused boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (repository, pull_number, fingerprint)
);
