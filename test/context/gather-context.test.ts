import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtInEmbedder } from '../../src/adapters/embeddings/built-in.ts';
import { createChunkSearch } from '../../src/adapters/postgres/chunk-search.ts';
import type { OpenDatabase } from '../../src/adapters/postgres/connect.ts';
import type { SearchParts } from '../../src/context/find-chunks.ts';
import { gatherContext } from '../../src/context/gather-context.ts';
import { renderContext } from '../../src/context/render-context.ts';
import { countTokens } from '../../src/text/tokens.ts';
import { openTestDatabase } from '../fakes/database.ts';
import { files, indexSample, long } from './sample-repository.ts';

let database: OpenDatabase;
let parts: SearchParts;

beforeAll(async () => {
  database = await openTestDatabase();
  parts = { search: createChunkSearch(database), embedders: [builtInEmbedder] };
});
afterAll(() => database.close());

describe('gatherContext', () => {
  const request = { text: 'parseHeader loses the colon', budgetTokens: 100_000, maxChunks: 20 };

  test('gives the code that the request is about, its place and why, and the layout', async () => {
    const context = await gatherContext(parts, await indexSample(database, 'context'), request);
    expect(context.chunks[0]).toEqual({
      path: 'src/parse-header.ts',
      startLine: 1,
      endLine: 4,
      symbol: 'parseHeader',
      text: files['src/parse-header.ts'].trimEnd(),
      why: expect.stringContaining('defines parseHeader'),
      tokens: expect.any(Number),
    });
    expect(context.files).toEqual(Object.keys(files).sort());
    expect(context.tokens).toBe(countTokens(renderContext(context)));
  });

  test('a definition that was split comes whole and once, also where its file is there twice', async () => {
    const context = await gatherContext(parts, await indexSample(database, 'whole'), {
      ...request,
      text: 'longFunction is slow',
    });
    const found = context.chunks.filter(({ symbol }) => symbol === 'longFunction');
    expect(found.map(({ text }) => text)).toEqual([long('longFunction').trimEnd()]);
  });

  test('it never exceeds its budget or its number of chunks', async () => {
    const snapshot = await indexSample(database, 'budget');
    const budgets = fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 5_000 }));
    const texts = fc.constantFrom('parseHeader', 'longFunction of a Tool', 'header', '');
    await fc.assert(
      fc.asyncProperty(budgets, fc.nat({ max: 8 }), texts, async (budgetTokens, maxChunks, text) => {
        const context = await gatherContext(parts, snapshot, { text, budgetTokens, maxChunks });
        expect(countTokens(renderContext(context))).toBe(context.tokens);
        expect(context.tokens).toBeLessThanOrEqual(budgetTokens);
        expect(context.chunks.length).toBeLessThanOrEqual(maxChunks);
      }),
      { numRuns: 25 },
    );
  });
});
