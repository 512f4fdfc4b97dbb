import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { execa } from 'execa';
import { expect, inject, onTestFinished, test } from 'vitest';
import { builtInEmbedder } from '../../src/adapters/embeddings/built-in.ts';
import { createChunkStore } from '../../src/adapters/postgres/chunk-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { overEngine } from '../../src/adapters/postgres/embedded.ts';
import { updateIndex } from '../../src/indexing/update-index.ts';
import { openTestDatabase } from '../fakes/database.ts';
import { temporaryFolder, temporaryRepository } from '../workspace/temporary-repository.ts';

const entry = fileURLToPath(new URL('./index-process.ts', import.meta.url));
const template = inject('databaseTemplate');

const files = Object.fromEntries(
  Array.from({ length: 300 }, (_, index) => [`file${index}.py`, `def f${index}():\n    return ${index}\n`]),
);

function indexElsewhere(location: string, repository: string, { gitDir, commit }: { gitDir: string; commit: string }) {
  return execa('node', ['--import', 'tsx', entry, location, repository, gitDir, commit], { reject: false });
}

/** Opens what another process used; `path` of a new database where none is given. */
async function openEmbedded(folder: string, migrated?: Blob) {
  const loadDataDir = migrated ? { loadDataDir: migrated } : {};
  return overEngine(
    await PGlite.create({ dataDir: folder, extensions: { vector }, ...loadDataDir }),
    async () => undefined,
  );
}

/** A database that outlives a process: how others reach it, and how this one does while no other uses it. */
async function sharedDatabase(): Promise<{ location: string; open: () => Promise<Database> }> {
  if ('file' in template) {
    const folder = await temporaryFolder();
    await (await openEmbedded(folder, new Blob([await readFile(template.file)]))).close();
    return {
      location: folder,
      async open() {
        const database = await openEmbedded(folder);
        onTestFinished(() => database.close());
        return database;
      },
    };
  }
  const database = await openTestDatabase();
  onTestFinished(() => database.close());
  const [row] = await database.query<{ name: string }>('select current_database() as name');
  const url = new URL(template.server);
  url.pathname = row?.name ?? '';
  return { location: url.href, open: async () => database };
}

async function countRows(database: Database): Promise<object | undefined> {
  const [row] = await database.query<{ blobs: number; distinct: number; vectors: number }>(
    `select count(*)::integer as blobs, count(distinct blob)::integer as distinct,
       (select count(*)::integer from chunk_vectors) as vectors from indexed_blobs`,
  );
  return row;
}

test.each(['files', 'vectors'])('FAULT 34: a run that is killed among the %s is gone on with', async (stage) => {
  const commit = await temporaryRepository(files);
  const { location, open } = await sharedDatabase();
  const run = indexElsewhere(location, 'killed', commit);
  for await (const line of run.iterable()) if (JSON.parse(line).stage === stage) run.kill('SIGKILL');
  expect((await run).signal).toBe('SIGKILL');

  const database = await open();
  // The lease of the dead runs out in 10 s; nobody needs to wait for that here.
  await database.query('update work_leases set held_until = clock_timestamp()');
  const written: string[] = [];
  const store = createChunkStore(database);
  const telling: typeof store = {
    ...store,
    addBlobs(repository, blobs) {
      written.push(...blobs.map(({ blob }) => blob));
      return store.addBlobs(repository, blobs);
    },
  };
  const summary = await updateIndex({ store: telling, embedder: builtInEmbedder }, { repository: 'killed', ...commit });
  expect(summary).toMatchObject({ files: 300, chunks: 300 });
  expect(await countRows(database)).toEqual({ blobs: 300, distinct: 300, vectors: 300 });
  expect(written.length).toBeLessThan(stage === 'files' ? 300 : 1);
});

test.skipIf('file' in template)('two processes at once do the work once', async () => {
  const commit = await temporaryRepository(files);
  const { location, open } = await sharedDatabase();
  const runs = await Promise.all([1, 2].map(() => indexElsewhere(location, 'both', commit)));
  expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  // One tells of files and vectors, the other has none to tell of.
  expect(runs.filter(({ stdout }) => stdout.includes('"files"'))).toHaveLength(1);
  expect(runs.filter(({ stdout }) => stdout.includes('"vectors"'))).toHaveLength(1);
  expect(await countRows(await open())).toEqual({ blobs: 300, distinct: 300, vectors: 300 });
});
