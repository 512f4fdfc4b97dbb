import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtInEmbedder } from '../../src/adapters/embeddings/built-in.ts';
import { createChunkSearch } from '../../src/adapters/postgres/chunk-search.ts';
import { createChunkStore } from '../../src/adapters/postgres/chunk-store.ts';
import type { OpenDatabase } from '../../src/adapters/postgres/connect.ts';
import type { ChunkStore } from '../../src/indexing/chunk-store.ts';
import { updateIndex } from '../../src/indexing/update-index.ts';
import { openTestDatabase } from '../fakes/database.ts';
import { commitFiles, loseContent, temporaryRepository } from '../workspace/temporary-repository.ts';

let database: OpenDatabase;
let store: ChunkStore;

beforeAll(async () => {
  database = await openTestDatabase();
  store = createChunkStore(database);
});
afterAll(() => database.close());

const files = {
  '.gitattributes': 'gen/* linguist-generated\n',
  'gen/out.ts': 'export const out = 1;\n',
  'src/a.ts': "import { b } from './b';\nexport const a = b;\n",
  'src/b.ts': 'export const b = 1;\n',
  'src/c.ts': 'export const c = 1;\n',
  'go/main.go': 'package main\n\nimport "example.com/m/go/sub"\n',
  'go/sub/sub.go': 'package sub\n',
  'go.mod': 'module example.com/m\n',
  'logo.png': Buffer.from([137, 80, 0]),
};
type Files = Record<string, string | Buffer>;

async function index(repository: string, gitDir: string, commit: string) {
  const made: boolean[] = [];
  const telling: ChunkStore = {
    ...store,
    async saveChangedSnapshot(...args) {
      const saved = await store.saveChangedSnapshot(...args);
      made.push(saved);
      return saved;
    },
  };
  const { seconds, reused, ...summary } = await updateIndex(
    { store: telling, embedder: builtInEmbedder },
    { repository, gitDir, commit },
  );
  const snapshot = await createChunkSearch(database).open({ repository, commit });
  const all = snapshot?.files.map((_, file) => file) ?? [];
  const imports = await snapshot?.imports();
  const seen = { summary, files: snapshot?.files, imports, chunks: await snapshot?.chunks(all) };
  return { seen, reused, changed: made.at(-1) ?? false, vectors: await snapshot?.vectors(builtInEmbedder.id) };
}

/** Indexes two commits after each other, and the second by itself, which must be the same. */
async function indexBoth(name: string, next: Files) {
  const { gitDir, commit } = await temporaryRepository(files);
  await index(name, gitDir, commit);
  const later = await commitFiles(gitDir, next);
  const after = await index(name, gitDir, later);
  expect(after.seen).toEqual((await index(`${name} alone`, gitDir, later)).seen);
  expect(after.vectors).toBe('complete');
  return after;
}

describe('a snapshot that is made of another one', () => {
  test('is what it would be by itself, and only what changed is read', async () => {
    const after = await indexBoth('contents', { ...files, 'src/b.ts': 'export const b = 2;\n' });
    expect(after).toMatchObject({ changed: true, reused: 6 });
  });

  test('counts each file of a content that was read', async () => {
    const same = 'export const same = 1;\n';
    const after = await indexBoth('twice', { ...files, 'src/b.ts': same, 'src/c.ts': same });
    expect(after).toMatchObject({ changed: true, reused: 5 });
  });

  test('has the imports that files have now', async () => {
    const after = await indexBoth('imports', {
      ...files,
      'src/a.ts': "import { c } from './c';\nexport const a = c;\n",
    });
    expect(after.changed).toBe(true);
  });

  test('counts a skipped file that changes', async () => {
    expect((await indexBoth('skipped', { ...files, 'gen/out.ts': 'export const out = 2;\n' })).changed).toBe(true);
  });
});

describe('a snapshot is made anew', () => {
  const cases: Readonly<Record<string, Files>> = {
    'where a file is new': { ...files, 'src/d.ts': 'export const d = 1;\n' },
    'where a file is gone': Object.fromEntries(Object.entries(files).filter(([path]) => path !== 'src/b.ts')),
    'where a file is no text any more': { ...files, 'src/c.ts': Buffer.from([0, 1]) },
    'where a file of Go imports otherwise': { ...files, 'go/main.go': 'package main\n' },
    'where attributes change': { ...files, '.gitattributes': 'src/c.ts linguist-generated\n' },
    'where files are ignored': { ...files, '.goatignore': 'src/c.ts\n' },
  };
  test.each(Object.entries(cases))('%s', async (name, next) => {
    expect((await indexBoth(name, next)).changed).toBe(false);
  });

  test('where the older commit is not in the clone any more', async () => {
    const first = await temporaryRepository(files);
    await index('cloned anew', first.gitDir, first.commit);
    const second = await temporaryRepository({ ...files, 'src/b.ts': 'export const b = 2;\n' });
    expect((await index('cloned anew', second.gitDir, second.commit)).changed).toBe(false);
  });

  test('where the clone lacks what changed', async () => {
    const { gitDir, commit } = await temporaryRepository(files);
    await index('in part', gitDir, commit);
    const later = await commitFiles(gitDir, { ...files, 'src/c.ts': 'export const c = 2;\n' });
    await loseContent(gitDir, later, 'src/c.ts');
    const { seen, changed } = await index('in part', gitDir, later);
    expect(changed).toBe(false);
    expect(seen.summary.skipped).toMatchObject({ 'not in the clone': 1 });
  });

  test('where contents were removed while it was made', async () => {
    const { gitDir, commit } = await temporaryRepository(files);
    await index('removed', gitDir, commit);
    const base = await store.newestSnapshot('removed', await versionOf(commit));
    await database.query("update repositories set removals = removals + 1 where key = 'removed'");
    if (base === undefined) throw new Error('There is no snapshot.');
    const change = { files: [], counts: base.counts };
    expect(await store.saveChangedSnapshot({ repository: 'removed', commit: 'x' }, base, change)).toBe(false);
  });
});

async function versionOf(commit: string): Promise<string> {
  const [row] = await database.query<{ version: string }>('select version from snapshots where commit = $1', [commit]);
  return row?.version ?? '';
}
