import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createChunkSearch } from '../../../src/adapters/postgres/chunk-search.ts';
import { createChunkStore } from '../../../src/adapters/postgres/chunk-store.ts';
import type { OpenDatabase } from '../../../src/adapters/postgres/connect.ts';
import type { SearchableSnapshot } from '../../../src/context/chunk-search.ts';
import type { IndexedBlob } from '../../../src/indexing/chunk-store.ts';
import { openTestDatabase } from '../../fakes/database.ts';
import { indexedBlob, newSnapshot, unembeddedBlobs, unitVector } from './index-samples.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** A snapshot of files by path, with the blob that each has. */
async function snapshotOf(
  repository: string,
  commit: string,
  blobs: readonly IndexedBlob[],
  paths: Record<string, string>,
) {
  const store = createChunkStore(database);
  await store.addBlobs(repository, blobs);
  expect(await store.saveSnapshot({ repository, commit }, newSnapshot(paths))).toEqual([]);
  return store;
}

async function open(repository: string, commit: string): Promise<SearchableSnapshot> {
  const snapshot = await createChunkSearch(database).open({ repository, commit });
  if (snapshot === undefined) throw new Error('The snapshot is not there.');
  return snapshot;
}

describe('a search sees one commit', () => {
  test('its files, their words and nothing of other commits', async () => {
    const blobs = [
      indexedBlob('old', { apple: 2 }),
      indexedBlob('new', { pear: 1 }, { apple: 1 }),
      indexedBlob('both', { plum: 3 }),
    ];
    await snapshotOf('r1', 'c1', blobs, { 'a.txt': 'old', 'b.txt': 'both' });
    await snapshotOf('r1', 'c2', [], { 'a.txt': 'new', 'b.txt': 'both' });

    const snapshot = await open('r1', 'c2');
    expect(snapshot.files).toEqual([
      { path: 'a.txt', blob: 'new' },
      { path: 'b.txt', blob: 'both' },
    ]);
    const { terms, lengths } = await snapshot.postings(['apple', 'plum', 'nothing']);
    expect(terms.map(({ file, chunk, count }) => [[...file], [...chunk], [...count]])).toEqual([
      [[0], [1], [1]],
      [[1], [0], [3]],
      [[], [], []],
    ]);
    expect([...lengths.firstChunks]).toEqual([0, 2, 3]);
    expect([...lengths.words]).toEqual([1, 1, 3]);
    expect((await snapshot.chunks([1, 0])).map((chunks) => chunks.length)).toEqual([1, 2]);
  });

  test('a content at two paths is found at both', async () => {
    await snapshotOf('r2', 'c1', [indexedBlob('same', { apple: 1 })], { 'a.txt': 'same', 'b.txt': 'same' });
    const { terms } = await (await open('r2', 'c1')).postings(['apple']);
    expect(terms.map(({ file }) => [...file])).toEqual([[0, 1]]);
  });

  test('a commit that is not there is undefined, also where another repository has it', async () => {
    await snapshotOf('r3', 'c1', [], {});
    expect(await createChunkSearch(database).open({ repository: 'r3', commit: 'c2' })).toBeUndefined();
    expect(await createChunkSearch(database).open({ repository: 'r4', commit: 'c1' })).toBeUndefined();
  });

  test('a snapshot that other chunkers made is replaced', async () => {
    const store = await snapshotOf('r5', 'c1', [indexedBlob('a', { apple: 1 })], { 'a.txt': 'a' });
    const search = createChunkSearch(database);
    await search.open({ repository: 'r5', commit: 'c1' });
    expect(await store.findSnapshot({ repository: 'r5', commit: 'c1' }, 'v2')).toBeUndefined();
    await store.saveSnapshot({ repository: 'r5', commit: 'c1' }, newSnapshot({}, 'v2'));
    expect((await search.open({ repository: 'r5', commit: 'c1' }))?.files).toEqual([]);
  });
});

describe('vectors', () => {
  test('the nearest come first, of the files that are asked for, of one embedder', async () => {
    const blobs = [
      indexedBlob('a', { x: 1 }, { x: 1 }),
      indexedBlob('b', { x: 1 }),
      indexedBlob('elsewhere', { x: 1 }),
    ];
    const store = await snapshotOf('r6', 'c0', blobs, { 'c.txt': 'elsewhere' });
    await snapshotOf('r6', 'c1', [], { 'a.txt': 'a', 'b.txt': 'b' });
    for (const commit of ['c0', 'c1']) {
      for (const { id, blob: name, chunks } of await unembeddedBlobs(store, { repository: 'r6', commit }, 'one')) {
        const rows = chunks.map((_, chunk) => ({ blob: id, chunk, vector: unitVector(name === 'a' ? chunk : 2) }));
        await store.addVectors('r6', 'one', rows);
        await store.addVectors(
          'r6',
          'one',
          rows.map((row) => ({ ...row, vector: unitVector(9) })),
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

  test('however often it is asked, by the database or in memory, the nearest are the same', async () => {
    const snapshot = { repository: 'r10', commit: 'c1' };
    const blobs = Array.from({ length: 12 }, (_, number) => indexedBlob(`b${number}`, { x: 1 }, { x: 1 }, { x: 1 }));
    const paths = Object.fromEntries(blobs.map(({ blob }) => [`${blob}.txt`, blob]));
    const store = await snapshotOf('r10', 'c1', blobs, paths);
    let seed = 1;
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647 - 0.5;
    };
    const randomVector = () => {
      const vector = Float32Array.from({ length: 384 }, random);
      const length = Math.hypot(...vector);
      return vector.map((number) => number / length);
    };
    for (const { id, chunks } of await unembeddedBlobs(store, snapshot, 'one')) {
      const rows = chunks.map((_, chunk) => ({ blob: id, chunk, vector: randomVector() }));
      await store.addVectors('r10', 'one', rows);
    }
    await store.setVectorsComplete(snapshot, 'one');
    const opened = await open('r10', 'c1');
    const query = randomVector();
    const all = opened.files.map((_, file) => file);
    const first = await opened.nearest('one', query, 20, all);
    expect(first).toHaveLength(20);
    for (let time = 0; time < 5; time += 1) {
      expect(await opened.nearest('one', query, 20, all)).toEqual(
        first.map((near) => ({ ...near, similarity: expect.closeTo(near.similarity, 5) })),
      );
    }
  });

  test('chunks wait for vectors until they have them, for each embedder; blobs without chunks never do', async () => {
    const snapshot = { repository: 'r7', commit: 'c1' };
    const blobs = [indexedBlob('a', { x: 1 }, { x: 1 }, { x: 1 }), indexedBlob('empty')];
    const store = await snapshotOf('r7', 'c1', blobs, { 'a.txt': 'a', 'e.txt': 'empty' });
    expect(await (await open('r7', 'c1')).vectors('one')).toBe('none');
    expect((await store.unembedded(snapshot, 'one')).chunks).toBe(3);
    const [waiting, ...others] = await unembeddedBlobs(store, snapshot, 'one');
    expect(waiting).toMatchObject({ blob: 'a', missing: [0, 1, 2] });
    expect(others).toEqual([]);

    const id = waiting?.id ?? -1;
    await store.addVectors('r7', 'one', [{ blob: id, chunk: 1, vector: unitVector(0) }]);
    expect(await (await open('r7', 'c1')).vectors('one')).toBe('partial');
    expect(await unembeddedBlobs(store, snapshot, 'one')).toMatchObject([{ missing: [0, 2] }]);
    expect(await unembeddedBlobs(store, snapshot, 'two')).toMatchObject([{ missing: [0, 1, 2] }]);

    await store.addVectors('r7', 'one', [
      { blob: id, chunk: 2, vector: unitVector(1) },
      { blob: id, chunk: 0, vector: unitVector(2) },
    ]);
    expect(await unembeddedBlobs(store, snapshot, 'one')).toEqual([]);
    expect(await store.hasVectors(snapshot, 'one')).toBe(false);
    await store.setVectorsComplete(snapshot, 'one');
    await store.setVectorsComplete(snapshot, 'one');
    expect(await store.hasVectors(snapshot, 'one')).toBe(true);
    expect(await (await open('r7', 'c1')).vectors('one')).toBe('complete');
    expect(await (await open('r7', 'c1')).nearest('one', unitVector(2), 1, [0])).toEqual([
      { file: 0, chunk: 0, similarity: expect.closeTo(1) },
    ]);
  });

  test('what has its vectors is found while others wait, and what two runs wrote is found once', async () => {
    const snapshot = { repository: 'r9', commit: 'c1' };
    const store = await snapshotOf('r9', 'c1', [indexedBlob('a', { x: 1 }, { x: 1 }, { x: 1 })], { 'a.txt': 'a' });
    const [waiting] = await unembeddedBlobs(store, snapshot, 'one');
    const rows = [0, 1].map((chunk) => ({ blob: waiting?.id ?? -1, chunk, vector: unitVector(chunk) }));
    await store.addVectors('r9', 'one', rows.slice(1));
    const before = await open('r9', 'c1');
    expect(await before.nearest('one', unitVector(1), 9, [0])).toMatchObject([{ chunk: 1 }]);
    await store.addVectors('r9', 'one', rows);
    expect(await before.nearest('one', unitVector(1), 9, [0])).toMatchObject([{ chunk: 1 }, { chunk: 0 }]);
  });
});
