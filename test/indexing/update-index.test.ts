import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtInEmbedder } from '../../src/adapters/embeddings/built-in.ts';
import { createChunkSearch } from '../../src/adapters/postgres/chunk-search.ts';
import { createChunkStore } from '../../src/adapters/postgres/chunk-store.ts';
import type { OpenDatabase } from '../../src/adapters/postgres/connect.ts';
import type { ChunkStore, ChunkVector } from '../../src/indexing/chunk-store.ts';
import type { Embedder } from '../../src/indexing/embedder.ts';
import { fillVectors } from '../../src/indexing/fill-vectors.ts';
import { indexBlobs } from '../../src/indexing/index-blobs.ts';
import type { IndexProgress } from '../../src/indexing/index-options.ts';
import { updateIndex } from '../../src/indexing/update-index.ts';
import { openTestDatabase } from '../fakes/database.ts';
import { commitFiles, temporaryRepository } from '../workspace/temporary-repository.ts';

let database: OpenDatabase;
let store: ChunkStore;

beforeAll(async () => {
  database = await openTestDatabase();
  store = createChunkStore(database);
});
afterAll(() => database.close());

const parts = () => ({ store, embedder: builtInEmbedder });

/** A store that tells which contents were written, and of which chunks it got vectors. */
function watched(watched: ChunkStore = store) {
  const written: string[] = [];
  const embedded: ChunkVector[] = [];
  const telling: ChunkStore = {
    ...watched,
    addBlobs(repository, blobs) {
      written.push(...blobs.map(({ blob }) => blob));
      return watched.addBlobs(repository, blobs);
    },
    addVectors(repository, embedder, vectors) {
      embedded.push(...vectors);
      return watched.addVectors(repository, embedder, vectors);
    },
  };
  return { store: telling, written, embedded };
}

async function pathsOf(repository: string, commit: string): Promise<string[] | undefined> {
  const snapshot = await createChunkSearch(database).open({ repository, commit });
  return snapshot?.files.map(({ path }) => path);
}

const files = {
  'src/add.ts': 'export function add(a: number, b: number) {\n  return a + b;\n}\n',
  'src/sub.py': 'def sub(a, b):\n    return a - b\n',
  'README.md': '# Sums\n',
  'logo.png': Buffer.from([137, 80, 78, 71, 0, 0]),
  'yarn.lock': 'x\n',
  'empty.py': '',
};

const manyFiles = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`file${index}.py`, `x = ${index}\n`]));

describe('updateIndex', () => {
  test('indexes a commit and tells what is in', async () => {
    const { gitDir, commit } = await temporaryRepository(files);
    const summary = await updateIndex(parts(), { repository: 'first', gitDir, commit });
    expect(summary).toEqual({
      revision: commit,
      files: 4,
      chunks: 3,
      reused: 0,
      skipped: { binary: 1, 'lock file': 1 },
      languages: { typescript: 1, python: 2, markdown: 1 },
      unparsed: 0,
      seconds: expect.any(Number),
    });
    expect(await pathsOf('first', commit)).toEqual(['README.md', 'empty.py', 'src/add.ts', 'src/sub.py']);
  });

  test('an unchanged commit is not read again', async () => {
    const { gitDir, commit } = await temporaryRepository(files);
    const snapshot = { repository: 'unchanged', gitDir, commit };
    const first = await updateIndex(parts(), snapshot);
    const { store: again, written } = watched();
    const second = await updateIndex({ store: again, embedder: builtInEmbedder }, snapshot);
    expect(second).toEqual({ ...first, reused: 4, seconds: expect.any(Number) });
    expect(written).toEqual([]);
  });

  test('of a new commit only new contents are read; a moved file and a skipped one are known', async () => {
    const { gitDir, commit } = await temporaryRepository(files);
    await updateIndex(parts(), { repository: 'changed', gitDir, commit });
    const { 'src/sub.py': sub, ...rest } = files;
    const next = await commitFiles(gitDir, { ...rest, 'lib/sub.py': sub, 'src/new.ts': 'export const fresh = 1;\n' });

    const { store: again, written } = watched();
    const summary = await updateIndex(
      { store: again, embedder: builtInEmbedder },
      { repository: 'changed', gitDir, commit: next },
    );
    expect(written).toHaveLength(1);
    expect(summary).toMatchObject({ files: 5, reused: 4, skipped: { binary: 1, 'lock file': 1 } });
    expect(await pathsOf('changed', next)).toContain('lib/sub.py');
    expect(await pathsOf('changed', next)).not.toContain('src/sub.py');
    expect(await pathsOf('changed', commit)).toContain('src/sub.py');
  });

  test('the same content under another language has chunks of its own', async () => {
    const text = 'def sub(a, b):\n    return a - b\n';
    const { gitDir, commit } = await temporaryRepository({ 'a.py': text, 'a.txt': text });
    const { written, store: again } = watched();
    await updateIndex({ store: again, embedder: builtInEmbedder }, { repository: 'twins', gitDir, commit });
    expect(written).toHaveLength(2);
  });

  test('repositories do not see each other', async () => {
    const { gitDir, commit } = await temporaryRepository(files);
    await updateIndex(parts(), { repository: 'mine', gitDir, commit });
    expect(await pathsOf('other', commit)).toBeUndefined();
  });

  test('of two runs at once, in whatever process, one does the work', async () => {
    const { gitDir, commit } = await temporaryRepository(files);
    const snapshot = { repository: 'twice', gitDir, commit };
    const runs = [watched(createChunkStore(database)), watched(createChunkStore(database))];
    const [first, second] = await Promise.all(
      runs.map((run) => updateIndex({ store: run.store, embedder: builtInEmbedder }, snapshot)),
    );
    expect(second).toMatchObject({ files: first?.files, chunks: first?.chunks });
    expect(runs.flatMap(({ written }) => written)).toHaveLength(5);
    expect(runs.flatMap(({ embedded }) => embedded)).toHaveLength(3);
  });

  test('two commits at once read each content once', async () => {
    const { gitDir, commit } = await temporaryRepository(files);
    const next = await commitFiles(gitDir, { ...files, 'src/new.ts': 'export const fresh = 1;\n' });
    const runs = [watched(createChunkStore(database)), watched(createChunkStore(database))];
    await Promise.all(
      runs.map((run, index) =>
        updateIndex(
          { store: run.store, embedder: builtInEmbedder },
          { repository: 'commits', gitDir, commit: index === 0 ? commit : next },
        ),
      ),
    );
    expect(runs.flatMap(({ written }) => written)).toHaveLength(6);
    expect(await pathsOf('commits', commit)).not.toContain('src/new.ts');
    expect(await pathsOf('commits', next)).toContain('src/new.ts');
  });

  test('contents that are removed while a snapshot is made are read again', async () => {
    const { gitDir, commit } = await temporaryRepository(files);
    await updateIndex(parts(), { repository: 'removed', gitDir, commit });
    const next = await commitFiles(gitDir, { ...files, 'src/new.ts': 'export const fresh = 1;\n' });
    let removals = 2;
    const { store: again, written } = watched({
      ...store,
      async saveSnapshot(snapshot, saved) {
        removals -= 1;
        if (removals >= 0) {
          await database.query(
            `delete from indexed_blobs b using repositories r
             where r.id = b.repository and r.key = 'removed' and b.blob = $1`,
            [saved.files.find(({ path }) => path === 'src/add.ts')?.blob],
          );
        }
        return store.saveSnapshot(snapshot, saved);
      },
    });
    const summary = await updateIndex(
      { store: again, embedder: builtInEmbedder },
      { repository: 'removed', gitDir, commit: next },
    );
    expect(written).toHaveLength(3);
    expect(summary).toMatchObject({ files: 5, chunks: 4 });
    const search = await createChunkSearch(database).open({ repository: 'removed', commit: next });
    expect((await search?.postings(['add']))?.terms[0]?.file.length).toBeGreaterThan(0);
  });

  test('a snapshot knows which file imports which', async () => {
    const { gitDir, commit } = await temporaryRepository({
      'src/a.ts': "import { b } from './b.ts';\nexport const a = b;\n",
      'src/b.ts': 'export const b = 1;\n',
      'test/a.test.ts': "import { a } from '../src/a.ts';\ntest('a', () => a);\n",
    });
    await updateIndex(parts(), { repository: 'imports', gitDir, commit });
    const search = await createChunkSearch(database).open({ repository: 'imports', commit });
    expect(await search?.imports()).toEqual({ from: [0, 2], to: [1, 0] });
  });

  test('a file that its parser does not come through is kept as text, and counted', async () => {
    const { gitDir, commit } = await temporaryRepository({
      'deep.ts': 'a<b,\n'.repeat(16_384),
      'add.ts': 'export const add = 1;\n',
    });
    const summary = await updateIndex(parts(), { repository: 'unparsed', gitDir, commit });
    expect(summary).toMatchObject({ files: 2, unparsed: 1 });
    expect(await updateIndex(parts(), { repository: 'unparsed', gitDir, commit })).toMatchObject({ unparsed: 1 });
  });

  test('a content that goes while it is wanted is named', async () => {
    const { gitDir } = await temporaryRepository(files);
    const gone = { path: 'src/sub.py', blob: 'a'.repeat(40), chunker: 'python 1', wanted: false };
    await expect(indexBlobs(gitDir, [gone]).next()).rejects.toThrow(
      'The content of src/sub.py is not in the clone: fetch the commit with all its blobs first.',
    );
  });

  test('FAULT 38: a write that fails ends the run; the next one goes on with what was written', async () => {
    const { gitDir, commit } = await temporaryRepository(manyFiles);
    const snapshot = { repository: 'failing', gitDir, commit };
    let writes = 0;
    const failing: ChunkStore = {
      ...store,
      async addBlobs(repository, blobs) {
        writes += 1;
        if (writes === 2) throw new Error('the disk is full');
        await store.addBlobs(repository, blobs);
      },
    };
    await expect(updateIndex({ store: failing, embedder: builtInEmbedder }, snapshot)).rejects.toThrow(
      'the disk is full',
    );
    expect(await pathsOf('failing', commit)).toBeUndefined();
    const { store: again, written } = watched();
    const summary = await updateIndex({ store: again, embedder: builtInEmbedder }, snapshot);
    expect(summary.files).toBe(120);
    expect(written.length).toBeLessThan(120);
  });

  test('a branch is no commit', async () => {
    const { gitDir } = await temporaryRepository(files);
    await expect(updateIndex(parts(), { repository: 'branch', gitDir, commit: 'main' })).rejects.toThrow(
      '"main" is not',
    );
  });

  test('an empty commit is an empty snapshot', async () => {
    const { gitDir } = await temporaryRepository(files);
    const commit = await commitFiles(gitDir, {});
    const summary = await updateIndex(parts(), { repository: 'empty', gitDir, commit });
    expect(summary).toMatchObject({ files: 0, chunks: 0, skipped: {} });
    expect(await pathsOf('empty', commit)).toEqual([]);
  });

  test('a stopped run leaves no snapshot, and the next one goes on', async () => {
    const { gitDir, commit } = await temporaryRepository(manyFiles);
    const snapshot = { repository: 'stopped', gitDir, commit };
    const stop = new AbortController();
    const run = updateIndex(parts(), snapshot, {
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('stopped by a person')),
    });
    await expect(run).rejects.toThrow('stopped by a person');
    expect(await pathsOf('stopped', commit)).toBeUndefined();

    const { store: again, written } = watched();
    const summary = await updateIndex({ store: again, embedder: builtInEmbedder }, snapshot);
    expect(summary.files).toBe(120);
    expect(written.length).toBeLessThan(120);
  });

  test('progress counts the files that are read', async () => {
    const { gitDir, commit } = await temporaryRepository(files);
    const seen: IndexProgress[] = [];
    await updateIndex(parts(), { repository: 'progress', gitDir, commit }, { onProgress: (step) => seen.push(step) });
    const read = seen.filter(({ stage }) => stage === 'files').map(({ done }) => done);
    expect(read).toEqual([...new Set(read)].sort((left, right) => left - right));
    expect(seen.slice(-2)).toEqual([
      { stage: 'files', done: 5, total: 5 },
      { stage: 'vectors', done: 3, total: 3 },
    ]);
  });

  test('FAULT 58: CRLF, a byte order mark and bytes that are not UTF-8 are read', async () => {
    const { gitDir, commit } = await temporaryRepository({
      'crlf.ts': '\ufeffexport const one = 1;\r\nexport const two = 2;\r\n',
      'latin.py': Buffer.from('name = "caf\xe9"\n', 'latin1'),
    });
    const summary = await updateIndex(parts(), { repository: 'encodings', gitDir, commit });
    expect(summary).toMatchObject({ files: 2, chunks: 2, skipped: {} });
  });
});

describe('fillVectors', () => {
  const constant = (id: string, embed: Embedder['embed']): Embedder => ({ id, dimensions: 384, embed });
  const ones = (texts: readonly string[]) => texts.map(() => new Float32Array(384).fill(0.05));

  test('an interrupted run is gone on with, and what is written is not embedded again', async () => {
    const functions = Array.from(
      { length: 70 },
      (_, index) => `def f${index}():\n${`    call(${index})\n`.repeat(60)}\n`,
    );
    const { gitDir, commit } = await temporaryRepository({
      ...Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`file${index}.py`, `x = ${index}\n`])),
      'large.py': functions.join('\n'),
    });
    const snapshot = { repository: 'resumed', gitDir, commit };
    const { chunks } = await updateIndex(parts(), snapshot);
    const search = await createChunkSearch(database).open(snapshot);

    let calls = 0;
    const failing = constant('slow', (texts) => {
      calls += 1;
      return calls > 1 ? Promise.reject(new Error('out of memory')) : Promise.resolve(ones(texts));
    });
    await expect(fillVectors({ store, embedder: failing }, snapshot)).rejects.toThrow('out of memory');
    expect(await search?.vectors('slow')).toBe('partial');

    const embedded: string[] = [];
    const working = constant('slow', (texts) => {
      embedded.push(...texts);
      return Promise.resolve(ones(texts));
    });
    await fillVectors({ store, embedder: working }, snapshot);
    expect(embedded).toHaveLength(chunks - 64);
    expect(await search?.vectors('slow')).toBe('complete');
    expect(await search?.vectors('another')).toBe('none');
    const [row] = await database.query<{ rows: number }>(
      `select count(*)::integer as rows from chunk_vectors v
       join repositories r on r.id = v.repository join embedders e on e.id = v.embedder
       where r.key = 'resumed' and e.key = 'slow'`,
    );
    expect(row?.rows).toBe(chunks);
  });

  test('an embedder that leaves one out is an error, not an endless loop', async () => {
    const { gitDir, commit } = await temporaryRepository(files);
    const snapshot = { repository: 'too few', gitDir, commit };
    await updateIndex(parts(), snapshot);
    const lazy = constant('lazy', () => Promise.resolve([]));
    await expect(fillVectors({ store, embedder: lazy }, snapshot)).rejects.toThrow('gave fewer vectors');
  });
});
