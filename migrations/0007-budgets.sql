-- How long a task has been worked on: from its first start, without the time between an end and its going on.
alter table tasks add column started_at timestamptz;
alter table tasks add column waited interval not null default '0';

-- When a task was let ask a model: so many may within a day.
alter table tasks add column counted_at timestamptz;
create index tasks_counted on tasks (counted_at) where counted_at is not null;
