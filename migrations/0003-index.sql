-- An index can be made again from git at any time, so what an older version made is dropped instead of converted.
drop table chunk_vectors, snapshots, indexed_blobs;

-- Small numbers, because they lead every key of the index.
create table repositories (
  id integer generated always as identity primary key,
  key text not null unique,
  -- Raised when contents are removed: who has looked up contents before must look again before it relies on them.
  removals integer not null default 0,
  collected_at timestamptz not null default now()
);

create table embedders (
  id smallint generated always as identity primary key,
  key text not null unique
);

-- Who does a piece of work for a repository. A dead holder's lease runs out.
create table work_leases (
  repository integer not null references repositories,
  work text not null,
  holder uuid not null,
  held_until timestamptz not null,
  primary key (repository, work)
);

-- What is known of a content: its chunks and, packed, their words. Commits, branches and paths share it.
-- The text of chunks is not here; it is read back from git.
create table indexed_blobs (
  repository integer not null references repositories,
  id integer generated always as identity,
  blob text not null,
  -- The language and version of what cut it: the same content under another one has other chunks.
  chunker text not null,
  -- Why it is not indexed, so that it is not read again.
  skipped text,
  chunks jsonb not null,
  chunk_count integer not null,
  -- What it imports, as it is written there.
  imports jsonb not null,
  unparsed boolean not null,
  postings bytea not null,
  created_at timestamptz not null default now(),
  primary key (repository, id),
  unique (repository, blob, chunker)
);
-- Hashes do not compress, and each search of a process that has not read them yet reads them all.
alter table indexed_blobs alter column postings set storage external;

-- The index of one commit, in one row, so that it is there as a whole or not at all: paths[i] has the content blobs[i],
-- and imports paths[imports_to[j]] where imports_from[j] = i. These places count from 0.
create table snapshots (
  -- Another one when the same commit is indexed anew.
  id integer generated always as identity,
  repository integer not null references repositories,
  commit text not null,
  -- Of what made it.
  version text not null,
  paths text[] not null,
  blobs integer[] not null,
  imports_from integer[] not null,
  imports_to integer[] not null,
  counts jsonb not null,
  -- Whose vectors every chunk of it has.
  embedders smallint[] not null default '{}',
  used_at timestamptz not null default now(),
  primary key (repository, commit)
);

-- The signs of the vectors of some chunks in a row of a content: 48 bytes for each, from `first_chunk` on. A process reads
-- them once and finds the candidates in memory: a scan in the database that leaves out what is not in a snapshot takes
-- several times as long.
create table chunk_codes (
  repository integer not null,
  embedder smallint not null,
  blob integer not null,
  first_chunk integer not null,
  codes bytea not null,
  primary key (repository, embedder, blob, first_chunk)
);
alter table chunk_codes alter column codes set storage external;

-- By these the candidates are put in order.
create table chunk_vectors (
  repository integer not null,
  embedder smallint not null,
  blob integer not null,
  chunk integer not null,
  embedding halfvec(384) not null,
  primary key (repository, embedder, blob, chunk)
);
alter table chunk_vectors alter column embedding set storage plain;
