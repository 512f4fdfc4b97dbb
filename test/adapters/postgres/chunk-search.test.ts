import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createChunkSearch } from '../../../src/adapters/postgres/chunk-search.ts';
import { createChunkStore } from '../../../src/adapters/postgres/chunk-store.ts';
import type { OpenDatabase } from '../../../src/adapters/postgres/connect.ts';
import { createPostingsCache } from '../../../src/adapters/postgres/postings-cache.ts';
import type { SearchableSnapshot } from '../../../src/context/chunk-search.ts';
import type { IndexedBlob } from '../../../src/indexing/chunk-store.ts';
import { packPostings } from '../../../src/indexing/postings.ts';
import { openTestDatabase } from '../../fakes/database.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const chunker = 'text 1';
const counts = { files: 0, chunks: 0, skipped: {}, languages: {} };

function blob(name: string, ...chunks: readonly Record<string, number>[]): IndexedBlob {
  return {
    blob: name,
    chunker,
    skipped: null,
    chunks: chunks.map((_, index) => ({
      startLine: index + 1,
      endLine: index + 1,
      kind: 'text',
      symbol: null,
      definitions: [],
      parents: [],
      tokens: 1,
    })),
    postings: packPostings(chunks.map((words) => new Map(Object.entries(words)))),
  };
}

function unit(place: number): Float32Array {
  return new Float32Array(384).fill(1, place, place + 1);
}

/** A snapshot of files by path, with the blob that each has. */
async function snapshotOf(
  repository: string,
  commit: string,
  blobs: readonly IndexedBlob[],
  paths: Record<string, string>,
) {
  const store = createChunkStore(database);
  await store.addBlobs(repository, blobs);
  const files = Object.entries(paths).map(([path, name]) => ({ path, blob: name, chunker }));
  await store.saveSnapshot({ repository, commit }, 'v1', files, counts);
  return store;
}

async function open(repository: string, commit: string): Promise<SearchableSnapshot> {
  const snapshot = await createChunkSearch(database).open({ repository, commit });
  if (snapshot === undefined) throw new Error('The snapshot is not there.');
  return snapshot;
}

describe('a search sees one commit', () => {
  test('its files, their words and nothing of other commits', async () => {
    const blobs = [blob('old', { apple: 2 }), blob('new', { pear: 1 }, { apple: 1 }), blob('both', { plum: 3 })];
    await snapshotOf('r1', 'c1', blobs, { 'a.txt': 'old', 'b.txt': 'both' });
    await snapshotOf('r1', 'c2', [], { 'a.txt': 'new', 'b.txt': 'both' });

    const snapshot = await open('r1', 'c2');
    expect(snapshot.files).toEqual([
      { path: 'a.txt', blob: 'new' },
      { path: 'b.txt', blob: 'both' },
    ]);
    const { term, file, chunk, count, lengths } = await snapshot.postings(['apple', 'plum', 'nothing']);
    const rows = term.map((index, row) => ({ index, file: file[row], chunk: chunk[row], count: count[row] }));
    expect(rows.sort((left, right) => left.index - right.index)).toEqual([
      { index: 0, file: 0, chunk: 1, count: 1 },
      { index: 1, file: 1, chunk: 0, count: 3 },
    ]);
    expect(lengths).toEqual([[1, 1], [3]]);
    expect((await snapshot.chunks([1, 0])).map((chunks) => chunks.length)).toEqual([1, 2]);
  });

  test('a content at two paths is found at both', async () => {
    await snapshotOf('r2', 'c1', [blob('same', { apple: 1 })], { 'a.txt': 'same', 'b.txt': 'same' });
    expect((await (await open('r2', 'c1')).postings(['apple'])).file).toEqual([0, 1]);
  });

  test('a commit that is not there is undefined, also where another repository has it', async () => {
    await snapshotOf('r3', 'c1', [], {});
    expect(await createChunkSearch(database).open({ repository: 'r3', commit: 'c2' })).toBeUndefined();
    expect(await createChunkSearch(database).open({ repository: 'r4', commit: 'c1' })).toBeUndefined();
  });

  test('a snapshot that other chunkers made is replaced', async () => {
    const store = await snapshotOf('r5', 'c1', [blob('a', { apple: 1 })], { 'a.txt': 'a' });
    const search = createChunkSearch(database);
    await search.open({ repository: 'r5', commit: 'c1' });
    expect(await store.findSnapshot({ repository: 'r5', commit: 'c1' }, 'v2')).toBeUndefined();
    await store.saveSnapshot({ repository: 'r5', commit: 'c1' }, 'v2', [], counts);
    expect((await search.open({ repository: 'r5', commit: 'c1' }))?.files).toEqual([]);
  });
});

describe('vectors', () => {
  test('the nearest come first, of the files that are asked for, of one embedder', async () => {
    const blobs = [blob('a', { x: 1 }, { x: 1 }), blob('b', { x: 1 }), blob('elsewhere', { x: 1 })];
    const store = await snapshotOf('r6', 'c0', blobs, { 'c.txt': 'elsewhere' });
    await snapshotOf('r6', 'c1', [], { 'a.txt': 'a', 'b.txt': 'b' });
    for (const commit of ['c0', 'c1']) {
      for (const { id, blob: name, chunks } of await store.blobsWithoutVectors(
        { repository: 'r6', commit },
        'one',
        9,
      )) {
        const rows = chunks.map((_, chunk) => ({ blob: id, chunk, vector: unit(name === 'a' ? chunk : 2) }));
        await store.addVectors('r6', 'one', rows);
        await store.addVectors(
          'r6',
          'one',
          rows.map((row) => ({ ...row, vector: unit(9) })),
        );
      }
    }
    const snapshot = await open('r6', 'c1');
    const query = new Float32Array(384);
    query.set([0.6, 0.8, 0]);
    const near = await snapshot.nearest('one', query, 2, [0, 1]);
    expect(near).toEqual([
      { file: 0, chunk: 1, similarity: expect.closeTo(0.8) },
      { file: 0, chunk: 0, similarity: expect.closeTo(0.6) },
    ]);
    expect(await snapshot.nearest('one', query, 9, [1])).toEqual([{ file: 1, chunk: 0, similarity: 0 }]);
    expect(await snapshot.nearest('two', query, 9, [0, 1])).toEqual([]);
  });

  test('blobs wait for vectors until they have them, for each embedder; empty ones never do', async () => {
    const snapshot = { repository: 'r7', commit: 'c1' };
    const store = await snapshotOf('r7', 'c1', [blob('a', { x: 1 }), blob('empty')], {
      'a.txt': 'a',
      'e.txt': 'empty',
    });
    expect(await (await open('r7', 'c1')).vectors('one')).toBe('none');
    const [waiting, ...others] = await store.blobsWithoutVectors(snapshot, 'one', 9);
    expect(others).toEqual([]);
    await store.addVectors('r7', 'one', [{ blob: waiting?.id ?? -1, chunk: 0, vector: unit(0) }]);
    expect(await (await open('r7', 'c1')).vectors('one')).toBe('partial');
    expect(await store.blobsWithoutVectors(snapshot, 'one', 9)).toEqual([]);
    expect(await store.blobsWithoutVectors(snapshot, 'two', 9)).toHaveLength(1);
    await store.setVectorsComplete(snapshot, 'one');
    await store.setVectorsComplete(snapshot, 'one');
    expect(await (await open('r7', 'c1')).vectors('one')).toBe('complete');
  });
});

describe('the postings in memory', () => {
  test('a small cache gives the same as a large one, and reads again what it dropped', async () => {
    const blobs = Array.from({ length: 20 }, (_, index) => blob(`b${index}`, { apple: index + 1 }));
    await snapshotOf('r8', 'c1', blobs, Object.fromEntries(blobs.map(({ blob: name }) => [`${name}.txt`, name])));
    const ids = await database.query<{ id: number }>(
      "select id from indexed_blobs where repository = 'r8' order by id",
    );
    let queries = 0;
    const counting = {
      ...database,
      query: <Row extends object>(sql: string, values?: readonly unknown[]) => {
        queries += 1;
        return database.query<Row>(sql, values);
      },
    };
    for (const [limit, expected] of [
      [1_000_000, 1],
      [100, 2],
    ] as const) {
      const cache = createPostingsCache(counting, limit);
      queries = 0;
      for (let time = 0; time < 2; time += 1) {
        const lengths = new Map<number, number>();
        await cache.each(
          'r8',
          ids.map(({ id }) => id),
          (id, postings) => {
            lengths.set(id, postings.lengths[0] ?? 0);
          },
        );
        expect([...lengths.values()].sort((left, right) => left - right)).toEqual(blobs.map((_, index) => index + 1));
      }
      expect(queries).toBe(expected);
    }
  });
});
