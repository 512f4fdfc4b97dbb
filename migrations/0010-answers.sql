-- What a person answered whom a task had asked, bound to the hash of the question.
create table answers (
  task_id text not null references tasks on delete cascade,
  question_hash text not null,
  answered_by text not null,
  answer text not null,
  created_at timestamptz not null default now(),
  primary key (task_id, question_hash)
);
