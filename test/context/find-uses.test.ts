import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtInEmbedder } from '../../src/adapters/embeddings/built-in.ts';
import { createChunkSearch } from '../../src/adapters/postgres/chunk-search.ts';
import { createChunkStore } from '../../src/adapters/postgres/chunk-store.ts';
import type { OpenDatabase } from '../../src/adapters/postgres/connect.ts';
import type { ChunkSearch } from '../../src/context/chunk-search.ts';
import { findImporters } from '../../src/context/find-importers.ts';
import { findUses, type SymbolUses } from '../../src/context/find-uses.ts';
import type { SnapshotRef } from '../../src/indexing/snapshot.ts';
import { updateIndex } from '../../src/indexing/update-index.ts';
import { openTestDatabase } from '../fakes/database.ts';
import { temporaryRepository } from '../workspace/temporary-repository.ts';

const files = {
  'src/cart.ts': 'export class Cart {\n  total() {\n    return 1;\n  }\n}\n',
  'src/other.ts': 'export class Other {\n  total() {\n    return 2;\n  }\n}\n',
  'src/a-report.ts': 'export function report(thing: { total(): number }) {\n  return thing.total();\n}\n',
  'src/checkout.ts':
    'import { Cart } from "./cart.ts";\n\nexport function checkout() {\n  return new Cart().total();\n}\n',
  'test/cart.test.ts': 'import { Cart } from "../src/cart.ts";\n\ntest("cart", () => new Cart().total());\n',
  'test/checkout.test.ts': 'test("checkout", () => run("Cart"));\n',
};

let database: OpenDatabase;
let parts: { readonly search: ChunkSearch };
let shared: Promise<SnapshotRef> | undefined;

beforeAll(async () => {
  database = await openTestDatabase();
  parts = { search: createChunkSearch(database) };
});
afterAll(() => database.close());

/** A look reads nothing from git, so one index serves all tests, also when its repository is gone. */
function indexed(): Promise<SnapshotRef> {
  shared ??= indexFiles();
  return shared;
}

async function indexFiles(): Promise<SnapshotRef> {
  const snapshot = { repository: 'uses', ...(await temporaryRepository(files)) };
  await updateIndex({ store: createChunkStore(database), embedder: builtInEmbedder }, snapshot);
  return snapshot;
}

const pathsOf = (places: SymbolUses['uses']) => places.map(({ path }) => path);

test('a symbol has its definitions and its uses; what a string says is none', async () => {
  const { name, definitions, uses, total } = await findUses(parts, await indexed(), 'Cart', {
    limit: 9,
    tests: 'with',
  });
  expect(name).toBe('Cart');
  expect(definitions).toEqual([
    { path: 'src/cart.ts', startLine: 1, endLine: 5, symbol: 'Cart', kind: 'class', isTest: false },
  ]);
  expect(pathsOf(uses)).toEqual(['src/checkout.ts', 'test/cart.test.ts']);
  expect(total).toBe(2);
});

test('a qualified name chooses among definitions, and who imports its file is first', async () => {
  const { definitions, uses } = await findUses(parts, await indexed(), 'Cart#total()', { limit: 9, tests: 'with' });
  expect(pathsOf(definitions)).toEqual(['src/cart.ts']);
  expect(pathsOf(uses)).toEqual(['src/checkout.ts', 'test/cart.test.ts', 'src/a-report.ts']);
  const all = await findUses(parts, await indexed(), 'total', { limit: 9, tests: 'with' });
  expect(pathsOf(all.definitions).sort()).toEqual(['src/cart.ts', 'src/other.ts']);
});

test('tests may be left out, or be all that is asked for', async () => {
  const without = await findUses(parts, await indexed(), 'Cart', { limit: 9, tests: 'without' });
  expect(pathsOf(without.uses)).toEqual(['src/checkout.ts']);
  const only = await findUses(parts, await indexed(), 'Cart', { limit: 9, tests: 'only' });
  expect(pathsOf(only.uses)).toEqual(['test/cart.test.ts']);
});

test('what is beyond the limit is counted', async () => {
  const { uses, total } = await findUses(parts, await indexed(), 'total', { limit: 1, tests: 'with' });
  expect([uses.length, total]).toEqual([1, 3]);
});

test.each([
  ['nothing', ''],
  ['an unknown name', 'unknown'],
  ['a mark', '::'],
  ['262,144 characters', 'a'.repeat(262_144)],
  ['as many brackets', '('.repeat(262_144)],
])('nobody uses %s', async (_title, symbol) => {
  const { definitions, uses, total } = await findUses(parts, await indexed(), symbol, { limit: 9, tests: 'with' });
  expect({ definitions, uses, total }).toEqual({ definitions: [], uses: [], total: 0 });
});

test('a file has its importers, and the tests that are named after it', async () => {
  expect(await findImporters(parts, await indexed(), 'src/cart.ts', { tests: 'with' })).toEqual([
    { path: 'src/checkout.ts', isTest: false },
    { path: 'test/cart.test.ts', isTest: true },
  ]);
  expect(await findImporters(parts, await indexed(), 'src/checkout.ts', { tests: 'only' })).toEqual([
    { path: 'test/checkout.test.ts', isTest: true },
  ]);
  expect(await findImporters(parts, await indexed(), 'src/cart.ts', { tests: 'without' })).toEqual([
    { path: 'src/checkout.ts', isTest: false },
  ]);
  expect(await findImporters(parts, await indexed(), 'src/a-report.ts', { tests: 'with' })).toEqual([]);
});

test('a file that is not in the index has no answer, and a commit that is not is an error', async () => {
  expect(await findImporters(parts, await indexed(), 'gone.ts', { tests: 'with' })).toBeUndefined();
  const unknown = { ...(await indexed()), repository: 'none' };
  await expect(findUses(parts, unknown, 'Cart', { limit: 1, tests: 'with' })).rejects.toThrow('is not indexed yet');
});
