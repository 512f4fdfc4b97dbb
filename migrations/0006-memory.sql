-- What is remembered of fixes, and the conventions that reviewers asked for.
create table patterns (
  repository text not null,
  id integer generated always as identity,
  -- Its other repositories may read it where both sides allow that; null for a repository of a machine.
  installation bigint,
  kind text not null check (kind in ('candidate', 'fix', 'wrong way', 'convention')),
  -- What it was learnt from: the same is learnt once.
  source text not null,
  -- The fix that left it, and where that fix can be met again.
  task_id text,
  pull_number integer,
  commits text[] not null default '{}',
  content jsonb not null,
  -- Each word once, for a search without vectors.
  words text[] not null,
  confidence real not null,
  created_at timestamptz not null default now(),
  -- When it was learnt, recalled or confirmed last: what nobody uses expires.
  used_at timestamptz not null default now(),
  primary key (repository, id),
  unique (repository, source)
);
create index patterns_of_installation on patterns (installation) where kind in ('fix', 'wrong way');

create table pattern_vectors (
  repository text not null,
  embedder smallint not null references embedders,
  pattern integer not null,
  embedding halfvec(384) not null,
  primary key (repository, embedder, pattern),
  foreign key (repository, pattern) references patterns (repository, id) on delete cascade
);
alter table pattern_vectors alter column embedding set storage plain;

-- Which tasks were shown it, and what became of them. A verdict counts once, however often it is delivered.
create table pattern_recalls (
  repository text not null,
  pattern integer not null,
  task_id text not null,
  verdict text check (verdict in ('helped', 'misled')),
  primary key (repository, pattern, task_id),
  foreign key (repository, pattern) references patterns (repository, id) on delete cascade
);
create index pattern_recalls_by_task on pattern_recalls (task_id);
