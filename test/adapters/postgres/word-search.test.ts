import { afterAll, beforeAll, expect, test } from 'vitest';
import { createChunkStore } from '../../../src/adapters/postgres/chunk-store.ts';
import type { OpenDatabase } from '../../../src/adapters/postgres/connect.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { createWordSearch, type SearchedBlobs } from '../../../src/adapters/postgres/word-search.ts';
import type { TermPostings } from '../../../src/context/chunk-search.ts';
import { hash } from '../../../src/text/hash.ts';
import { openTestDatabase } from '../../fakes/database.ts';
import { indexedBlob } from './index-samples.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const terms = ['apple', 'pear', 'nowhere'].map(hash);
const enough = { postings: 1_000_000, indexes: 1_000_000 };

/** Blobs that hold `apple` as often as their number says, every third of them in a second chunk with `pear`. */
async function addBlobs(repository: string, numbers: readonly number[]): Promise<{ key: number; ids: number[] }> {
  await createChunkStore(database).addBlobs(
    repository,
    numbers.map((count) => {
      const chunks = count % 3 === 0 ? [{}, { apple: count, pear: 1 }] : [{ apple: count }];
      return indexedBlob(`b${String(count).padStart(3, '0')}`, ...chunks);
    }),
  );
  const rows = await database.query<{ id: number; repository: number }>(
    `select b.id, b.repository from indexed_blobs b join repositories r on r.id = b.repository
     where r.key = $1 order by blob`,
    [repository],
  );
  return { key: rows[0]?.repository ?? -1, ids: rows.map(({ id }) => id) };
}

/** Term, file, chunk and count, by file. */
function rowsOf(postings: readonly TermPostings[]) {
  return postings.flatMap(({ file, chunk, count }, term) =>
    Array.from(file, (place, at) => [term, place, chunk[at], count[at]]).sort(
      (left, right) => Number(left[1]) - Number(right[1]),
    ),
  );
}

/** The same contents are the same object, as a snapshot's are. */
const known = new WeakMap<readonly number[], SearchedBlobs>();

async function search(searchWords: ReturnType<typeof createWordSearch>, key: number, ids: readonly number[]) {
  const places = Uint32Array.from({ length: ids.length + 1 }, (_, place) => place);
  const searched = known.get(ids) ?? { blobs: ids, filesOf: { starts: places, files: places.slice(0, -1) } };
  known.set(ids, searched);
  const lengths: (readonly number[])[] = [];
  const postings = await searchWords(key, searched, terms, lengths);
  return { found: rowsOf(postings), lengths };
}

function counting(): { database: Database; queries: () => number } {
  let queries = 0;
  return {
    queries: () => queries,
    database: {
      ...database,
      query<Row extends object>(sql: string, values?: readonly unknown[]) {
        queries += 1;
        return database.query<Row>(sql, values);
      },
    },
  };
}

test('however often it is asked, by blobs or by its index, it finds the same', async () => {
  const numbers = Array.from({ length: 50 }, (_, index) => index + 1);
  const { key, ids } = await addBlobs('often', numbers);
  const { database: counted, queries } = counting();
  const searchWords = createWordSearch(counted, enough);
  const first = await search(searchWords, key, ids);
  expect(first.found.filter(([term]) => term === 0).map(([, , , count]) => count)).toEqual(numbers);
  expect(first.found.filter(([term]) => term === 1)).toHaveLength(16);
  expect(first.lengths.map((words) => words.at(-1))).toEqual(numbers.map((n) => (n % 3 === 0 ? n + 1 : n)));
  for (let time = 0; time < 5; time += 1) expect(await search(searchWords, key, ids)).toEqual(first);
  expect(queries()).toBe(1);
});

test('an index serves another commit with other contents', async () => {
  const { key, ids } = await addBlobs(
    'commits',
    Array.from({ length: 60 }, (_, index) => index + 1),
  );
  const searchWords = createWordSearch(database, enough);
  const before = ids.slice(0, 50);
  for (let time = 0; time < 5; time += 1) await search(searchWords, key, before);
  for (const after of [ids.slice(5, 55), ids.slice(10, 60), ids.slice(55)]) {
    const fresh = await search(createWordSearch(database, enough), key, after);
    expect(await search(searchWords, key, after)).toEqual(fresh);
  }
});

test('with no memory to keep anything in it reads everything again, and finds the same', async () => {
  const { key, ids } = await addBlobs(
    'small',
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
  const expected = await search(createWordSearch(database, enough), key, ids);
  const { database: counted, queries } = counting();
  const searchWords = createWordSearch(counted, { postings: 100, indexes: 100 });
  for (let time = 0; time < 5; time += 1) expect(await search(searchWords, key, ids)).toEqual(expected);
  expect(queries()).toBe(5);
});

test('a content is found in each file that has it', async () => {
  const { key, ids } = await addBlobs('copies', [1, 2, 3]);
  const searchWords = createWordSearch(database, enough);
  const searched = {
    blobs: ids,
    filesOf: { starts: Uint32Array.of(0, 2, 3, 5), files: Uint32Array.of(0, 3, 1, 2, 4) },
  };
  for (let time = 0; time < 5; time += 1) {
    const lengths: (readonly number[])[] = [];
    const [apple, pear] = await searchWords(key, searched, terms, lengths);
    expect(apple).toMatchObject({ file: Uint32Array.of(0, 3, 1, 2, 4), count: Uint8Array.of(1, 1, 2, 3, 3) });
    expect(pear).toMatchObject({ file: Uint32Array.of(2, 4) });
    expect(lengths).toEqual([[1], [2], [0, 4], [1], [0, 4]]);
  }
});

test('in another commit, what a file has is together, where several files have the content of one of the index', async () => {
  await createChunkStore(database).addBlobs('moved', [indexedBlob('twice', { apple: 1 }, { apple: 2 })]);
  const [row] = await database.query<{ id: number; repository: number }>(
    `select id, repository from indexed_blobs where blob = 'twice'`,
  );
  const searchWords = createWordSearch(database, enough);
  const inOne = { blobs: [row?.id ?? -1], filesOf: { starts: Uint32Array.of(0, 1), files: Uint32Array.of(0) } };
  for (let time = 0; time < 5; time += 1) await searchWords(row?.repository ?? -1, inOne, terms);
  const inTwo = { blobs: [row?.id ?? -1], filesOf: { starts: Uint32Array.of(0, 2), files: Uint32Array.of(1, 4) } };
  const [apple] = await searchWords(row?.repository ?? -1, inTwo, terms);
  expect(apple).toEqual({
    file: Uint32Array.of(1, 1, 4, 4),
    chunk: Uint16Array.of(0, 1, 0, 1),
    count: Uint8Array.of(1, 2, 1, 2),
  });
});

test('nothing is found in no blobs', async () => {
  const searchWords = createWordSearch(database, enough);
  for (let time = 0; time < 5; time += 1) {
    expect(await search(searchWords, 1_000_000, [])).toEqual({ found: [], lengths: [] });
  }
});
