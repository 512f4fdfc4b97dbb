import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtInEmbedder } from '../../src/adapters/embeddings/built-in.ts';
import { createChunkSearch } from '../../src/adapters/postgres/chunk-search.ts';
import { createChunkStore } from '../../src/adapters/postgres/chunk-store.ts';
import type { OpenDatabase } from '../../src/adapters/postgres/connect.ts';
import type { ChunkStore } from '../../src/indexing/chunk-store.ts';
import type { Embedder } from '../../src/indexing/embedder.ts';
import { fillVectors } from '../../src/indexing/fill-vectors.ts';
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

/** A store that tells which contents were written. */
function watched(): { readonly store: ChunkStore; readonly written: string[] } {
  const written: string[] = [];
  const addBlobs: ChunkStore['addBlobs'] = (repository, blobs) => {
    written.push(...blobs.map(({ blob }) => blob));
    return store.addBlobs(repository, blobs);
  };
  return { store: { ...store, addBlobs }, written };
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

  test('two runs at once do not harm each other', async () => {
    const { gitDir, commit } = await temporaryRepository(files);
    const snapshot = { repository: 'twice', gitDir, commit };
    const [first, second] = await Promise.all([updateIndex(parts(), snapshot), updateIndex(parts(), snapshot)]);
    expect(second).toMatchObject({ files: first.files, chunks: first.chunks });
    const [count] = await database.query<{ rows: number }>(
      `select count(*)::integer as rows from chunk_vectors v join repositories r on r.id = v.repository
       where r.key = 'twice'`,
    );
    expect(count?.rows).toBe(first.chunks);
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
    const { gitDir, commit } = await temporaryRepository(
      Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`file${index}.py`, `x = ${index}\n`])),
    );
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
    const seen: unknown[] = [];
    await updateIndex(parts(), { repository: 'progress', gitDir, commit }, { onProgress: (step) => seen.push(step) });
    expect(seen).toEqual([
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
