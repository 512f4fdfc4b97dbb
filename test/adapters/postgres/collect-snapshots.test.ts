import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createChunkSearch } from '../../../src/adapters/postgres/chunk-search.ts';
import { createChunkStore } from '../../../src/adapters/postgres/chunk-store.ts';
import type { OpenDatabase } from '../../../src/adapters/postgres/connect.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { openTestDatabase } from '../../fakes/database.ts';
import { indexedBlob, newSnapshot, unembeddedBlobs, unitVector } from './index-samples.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const keeping = { snapshots: 100, days: 30, graceHours: 0 };

/** Each commit has a file of its own beside one that all share; all chunks have vectors. */
async function indexCommits(repository: string, commits: readonly string[]) {
  const store = createChunkStore(database);
  for (const commit of commits) {
    await store.addBlobs(repository, [indexedBlob('shared', { all: 1 }), indexedBlob(commit, { [commit]: 1 })]);
    await store.saveSnapshot({ repository, commit }, newSnapshot({ 'a.txt': 'shared', 'b.txt': commit }));
    for (const { id } of await unembeddedBlobs(store, { repository, commit }, 'one')) {
      await store.addVectors(repository, 'one', [{ blob: id, chunk: 0, vector: unitVector(0) }]);
    }
  }
  return store;
}

async function rowsOf(repository: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ['snapshots', 'indexed_blobs', 'chunk_codes', 'chunk_vectors']) {
    const [row] = await database.query<{ count: number }>(
      `select count(*)::integer from ${table} t join repositories r on r.id = t.repository where r.key = $1`,
      [repository],
    );
    counts[table] = row?.count ?? 0;
  }
  return counts;
}

async function wordsAt(repository: string, commit: string, words: readonly string[]): Promise<string[] | undefined> {
  const snapshot = await createChunkSearch(database).open({ repository, commit });
  const found = await snapshot?.postings(words);
  return found && words.filter((_, term) => found.terms[term]?.file.length).sort();
}

function setUnused(repository: string, commit: string, days: number) {
  return database.query(
    `update snapshots s set used_at = now() - make_interval(days => $3)
     from repositories r where r.id = s.repository and r.key = $1 and s.commit = $2`,
    [repository, commit, days],
  );
}

describe('collection', () => {
  test('the snapshots used last stay, with all that they hold; the rest goes', async () => {
    const commits = ['c1', 'c2', 'c3', 'c4'];
    const store = await indexCommits('a', commits);
    expect(await rowsOf('a')).toEqual({ snapshots: 4, indexed_blobs: 5, chunk_codes: 5, chunk_vectors: 5 });
    await store.findSnapshot({ repository: 'a', commit: 'c1' }, 'v1');
    await store.collect('a', { ...keeping, snapshots: 2 });
    expect(await rowsOf('a')).toEqual({ snapshots: 2, indexed_blobs: 3, chunk_codes: 3, chunk_vectors: 3 });
    expect(await wordsAt('a', 'c1', ['all', ...commits])).toEqual(['all', 'c1']);
    expect(await wordsAt('a', 'c4', ['all', ...commits])).toEqual(['all', 'c4']);
    expect(await wordsAt('a', 'c3', ['all'])).toBeUndefined();
    const snapshot = await createChunkSearch(database).open({ repository: 'a', commit: 'c4' });
    expect(await snapshot?.nearest('one', unitVector(0), 9, [0, 1])).toHaveLength(2);
  });

  test('what nobody used for long goes, but for the one used last', async () => {
    const store = await indexCommits('b', ['c1', 'c2']);
    await setUnused('b', 'c1', 40);
    await setUnused('b', 'c2', 50);
    await store.collect('b', keeping);
    expect(await rowsOf('b')).toMatchObject({ snapshots: 1, indexed_blobs: 2 });
    expect(await wordsAt('b', 'c1', ['all'])).toEqual(['all']);
  });

  test('a search counts as use', async () => {
    const store = await indexCommits('c', ['c1', 'c2']);
    await setUnused('c', 'c1', 29);
    await wordsAt('c', 'c1', ['all']);
    await database.query("update snapshots set used_at = used_at - interval '2 days'");
    await store.collect('c', keeping);
    expect(await rowsOf('c')).toMatchObject({ snapshots: 2 });
  });

  test('new contents that no snapshot holds yet stay for a while, and other repositories are left alone', async () => {
    const store = await indexCommits('d', ['c1', 'c2']);
    await indexCommits('e', ['c1']);
    await store.addBlobs('d', [indexedBlob('in the making', { x: 1 })]);
    await store.collect('d', { snapshots: 1, days: 30, graceHours: 24 });
    expect(await rowsOf('d')).toMatchObject({ snapshots: 1, indexed_blobs: 4 });
    await database.query("update repositories set collected_at = now() - interval '2 days' where key = 'd'");
    await store.collect('d', keeping);
    expect(await rowsOf('d')).toMatchObject({ snapshots: 1, indexed_blobs: 2 });
    expect(await rowsOf('e')).toMatchObject({ snapshots: 1, indexed_blobs: 2 });
  });

  test('nothing is looked through where nothing is due', async () => {
    const store = await indexCommits('f', ['c1']);
    await store.addBlobs('f', [indexedBlob('left over', { x: 1 })]);
    await store.collect('f', keeping);
    expect(await rowsOf('f')).toMatchObject({ indexed_blobs: 3 });
  });
});

describe('collection beside a run that adds a snapshot', () => {
  test('a snapshot whose contents are gone is not saved, and tells which', async () => {
    const store = await indexCommits('g', ['c1', 'c2']);
    const next = newSnapshot({ 'a.txt': 'shared', 'b.txt': 'c1' });
    await store.collect('g', { ...keeping, snapshots: 1 });
    expect(await store.saveSnapshot({ repository: 'g', commit: 'c3' }, next)).toMatchObject([{ path: 'b.txt' }]);
    expect(await wordsAt('g', 'c3', ['all'])).toBeUndefined();
  });

  test('a snapshot that looked its contents up before they went looks again', async () => {
    const store = await indexCommits('h', ['c1', 'c2']);
    const collectsInBetween = createChunkStore(
      withFirst(/insert into snapshots/, () => store.collect('h', { ...keeping, snapshots: 1 })),
    );
    const next = newSnapshot({ 'a.txt': 'shared', 'b.txt': 'c1' });
    expect(await collectsInBetween.saveSnapshot({ repository: 'h', commit: 'c3' }, next)).toMatchObject([
      { path: 'b.txt' },
    ]);
  });

  test('contents that a snapshot took up in between stay', async () => {
    const store = await indexCommits('i', ['c1', 'c2']);
    const next = newSnapshot({ 'a.txt': 'shared', 'b.txt': 'c1' });
    const savesInBetween = createChunkStore(
      withFirst(/select id from indexed_blobs/, () => store.saveSnapshot({ repository: 'i', commit: 'c3' }, next)),
    );
    await savesInBetween.collect('i', { ...keeping, snapshots: 1 });
    expect(await wordsAt('i', 'c3', ['all', 'c1'])).toEqual(['all', 'c1']);
    const snapshot = await createChunkSearch(database).open({ repository: 'i', commit: 'c3' });
    expect(await snapshot?.nearest('one', unitVector(0), 9, [0, 1])).toHaveLength(2);
  });
});

/** The database, but `work` is done before the first statement of a kind. */
function withFirst(statement: RegExp, work: () => Promise<unknown>): Database {
  let done = false;
  return {
    ...database,
    async query<Row extends object>(sql: string, values?: readonly unknown[]) {
      if (!done && statement.test(sql)) {
        done = true;
        await work();
      }
      return database.query<Row>(sql, values);
    },
  };
}
