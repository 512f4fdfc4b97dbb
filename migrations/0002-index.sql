-- What is known of a content: its chunks and, packed, their words. Commits, branches and paths share it.
-- The text of chunks is not here; it is read back from git.
create table indexed_blobs (
  repository text not null,
  id integer generated always as identity,
  blob text not null,
  -- The language and version of what cut it: the same content under another one has other chunks.
  chunker text not null,
  -- Why it is not indexed, so that it is not read again.
  skipped text,
  chunks jsonb not null,
  chunk_count integer not null,
  postings bytea not null,
  primary key (repository, id),
  unique (repository, blob, chunker)
);
-- Hashes do not compress, and each search of a process that has not read them yet reads them all.
alter table indexed_blobs alter column postings set storage external;

-- The index of one commit, in one row, so that it is there as a whole or not at all: paths[i] has the content blobs[i].
create table snapshots (
  repository text not null,
  commit text not null,
  chunkers text not null,
  paths text[] not null,
  blobs integer[] not null,
  counts jsonb not null,
  -- Whose vectors every chunk of it has.
  embedders text[] not null default '{}',
  created_at timestamptz not null default now(),
  primary key (repository, commit)
);

-- Narrow, with the vector in the row: an exact scan of one repository reads nothing else.
create table chunk_vectors (
  repository text not null,
  embedder text not null,
  blob integer not null,
  chunk integer not null,
  embedding vector(384) not null,
  primary key (repository, embedder, blob, chunk)
);
alter table chunk_vectors alter column embedding set storage plain;
