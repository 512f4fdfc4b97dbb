import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtInEmbedder } from '../../src/adapters/embeddings/built-in.ts';
import { createChunkSearch } from '../../src/adapters/postgres/chunk-search.ts';
import { createChunkStore } from '../../src/adapters/postgres/chunk-store.ts';
import type { OpenDatabase } from '../../src/adapters/postgres/connect.ts';
import type { ChunkStore } from '../../src/indexing/chunk-store.ts';
import type { Control } from '../../src/tasks/control.ts';
import { indexRepository } from '../../src/tasks/index-repository.ts';
import { repositoryKey } from '../../src/tasks/task.ts';
import { openTestDatabase } from '../fakes/database.ts';
import { temporaryRepository } from '../workspace/temporary-repository.ts';

let database: OpenDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const control: Control = {
  receive: async () => null,
  send: async () => undefined,
  goOn: async () => false,
  hasEnded: async () => true,
  now: async () => 0,
};
const repository = {
  host: 'github',
  id: 1,
  owner: 'octo',
  name: 'shop',
  defaultBranch: 'main',
  installationId: 2,
} as const;
const manyFiles = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`file${index}.py`, `x = ${index}\n`]));

/** An index task that a person stops when its first contents are written. */
async function stoppedWhileReading() {
  const { gitDir, commit } = await temporaryRepository(manyFiles);
  const stop = new AbortController();
  const written: string[] = [];
  const store = createChunkStore(database);
  const chunkStore: ChunkStore = {
    ...store,
    async addBlobs(key, blobs) {
      await store.addBlobs(key, blobs);
      written.push(...blobs.map(({ blob }) => blob));
      stop.abort(new Error('stopped by a person'));
    },
  };
  const work = indexRepository(
    { kind: 'index', repository, commit },
    { fetchCommit: async () => gitDir, chunkStore, embedders: { builtIn: builtInEmbedder, all: [] } },
  );
  const run = (signal: AbortSignal) => work.run({ run: (_name, step) => step(signal) }, control);
  return { run, stop, written, commit };
}

test('a stop ends an index while it reads files, and the next run goes on from what is written', async () => {
  const { run, stop, written, commit } = await stoppedWhileReading();
  await expect(run(stop.signal)).rejects.toThrow('stopped by a person');
  expect(written.length).toBeLessThan(120);
  expect(await createChunkSearch(database).open({ repository: repositoryKey(repository), commit })).toBeUndefined();

  expect(await run(new AbortController().signal)).toMatchObject({ kind: 'indexed' });
  expect(written).toHaveLength(120);
});
