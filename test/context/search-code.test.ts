import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtInEmbedder } from '../../src/adapters/embeddings/built-in.ts';
import { createChunkSearch } from '../../src/adapters/postgres/chunk-search.ts';
import type { OpenDatabase } from '../../src/adapters/postgres/connect.ts';
import type { SearchParts } from '../../src/context/find-chunks.ts';
import { searchCode } from '../../src/context/search-code.ts';
import type { SnapshotRef } from '../../src/indexing/snapshot.ts';
import { openTestDatabase } from '../fakes/database.ts';
import { temporaryRepository } from '../workspace/temporary-repository.ts';
import { files, indexSample } from './sample-repository.ts';

let database: OpenDatabase;
let parts: SearchParts;

beforeAll(async () => {
  database = await openTestDatabase();
  parts = { search: createChunkSearch(database), embedders: [builtInEmbedder] };
});
afterAll(() => database.close());

describe('searchCode', () => {
  let shared: Promise<SnapshotRef> | undefined;
  /** A search reads nothing from git, so one index serves all of these. */
  const snapshot = () => {
    shared ??= indexSample(database, 'search');
    return shared;
  };

  test('finds the definition of what is mentioned, with its place', async () => {
    const { results, vectors } = await searchCode(parts, await snapshot(), 'parseHeader loses the colon', {
      limit: 3,
    });
    expect(results[0]).toEqual({
      path: 'src/parse-header.ts',
      startLine: 1,
      endLine: 4,
      symbol: 'parseHeader',
      kind: 'function',
      language: 'typescript',
      score: expect.any(Number),
    });
    expect(results).toHaveLength(3);
    expect(vectors).toBe('complete');
  });

  test('finds a method by other forms of its words, through vectors', async () => {
    const { results } = await searchCode(parts, await snapshot(), 'sharpening', { limit: 1 });
    expect(results[0]?.path).toBe('src/tools.py');
  });

  test('a language is all that is searched', async () => {
    const { results } = await searchCode(parts, await snapshot(), 'parseHeader of a Tool', {
      limit: 9,
      language: 'python',
    });
    expect(results.map(({ path }) => path)).toEqual(['src/tools.py']);
  });

  test('without vectors it searches words alone, and says so', async () => {
    const words = { ...parts, embedders: [{ ...builtInEmbedder, id: 'not there yet' }] };
    const { results, vectors } = await searchCode(words, await snapshot(), 'parseHeader', { limit: 1 });
    expect(results[0]?.path).toBe('src/parse-header.ts');
    expect(vectors).toBe('none');
  });

  test('uses the first embedder whose vectors are complete', async () => {
    const both = { ...parts, embedders: [{ ...builtInEmbedder, id: 'slow' }, builtInEmbedder] };
    expect((await searchCode(both, await snapshot(), 'parseHeader', { limit: 1 })).vectors).toBe('complete');
  });

  test.each(['', '   ', '![](https://example.org/a.png)', '🙂', '\0', "'; drop table chunks; --"])(
    'a request of %j does not fail',
    async (request) => {
      const { results } = await searchCode(parts, await snapshot(), request, { limit: 3 });
      expect(results.length).toBeLessThanOrEqual(3);
    },
  );

  test('FAULT 59: nor one of 262,144 characters', async () => {
    for (const unit of ['a', 'parseHeader ', ' ', '`', '日']) {
      await searchCode(parts, await snapshot(), unit.repeat(262_144 / unit.length), { limit: 3 });
    }
  });

  test('a commit that is not indexed is said', async () => {
    const unknown = { repository: 'none', ...(await temporaryRepository(files)) };
    await expect(searchCode(parts, unknown, 'x', { limit: 1 })).rejects.toThrow('is not indexed yet');
  });
});
