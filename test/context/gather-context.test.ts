import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtInEmbedder } from '../../src/adapters/embeddings/built-in.ts';
import { createChunkSearch } from '../../src/adapters/postgres/chunk-search.ts';
import { createChunkStore } from '../../src/adapters/postgres/chunk-store.ts';
import type { OpenDatabase } from '../../src/adapters/postgres/connect.ts';
import type { SearchParts } from '../../src/context/find-chunks.ts';
import { gatherContext } from '../../src/context/gather-context.ts';
import { renderContext } from '../../src/context/render-context.ts';
import { searchCode } from '../../src/context/search-code.ts';
import type { SnapshotRef } from '../../src/indexing/snapshot.ts';
import { updateIndex } from '../../src/indexing/update-index.ts';
import { countTokens } from '../../src/text/tokens.ts';
import { openTestDatabase } from '../fakes/database.ts';
import { temporaryRepository } from '../workspace/temporary-repository.ts';

let database: OpenDatabase;
let parts: SearchParts;

beforeAll(async () => {
  database = await openTestDatabase();
  parts = { search: createChunkSearch(database), embedders: [builtInEmbedder] };
});
afterAll(() => database.close());

const long = (name: string) =>
  `export function ${name}(input: string) {\n${Array.from({ length: 70 }, (_, line) => `  handle('${name}', ${line}, input.slice(${line}));\n`).join('')}}\n`;

const files = {
  'src/parse-header.ts':
    '/** Reads a header. */\nexport function parseHeader(line: string) {\n  return line.split(":");\n}\n',
  'src/send-reply.ts':
    'import { parseHeader } from "./parse-header.ts";\n\nexport function sendReply() {\n  parseHeader("a: b");\n}\n',
  'src/long.ts': long('longFunction'),
  'lib/copy-of-long.ts': long('longFunction'),
  'src/tools.py': 'class Tool:\n    def sharpen(self):\n        return "sharp"\n',
  'test/parse-header.test.ts': 'test("parseHeader", () => parseHeader("a: b"));\n',
  'README.md': '# Headers\n\nparseHeader reads a header.\n',
};

async function indexed(repository: string): Promise<SnapshotRef> {
  const snapshot = { repository, ...(await temporaryRepository(files)) };
  await updateIndex({ store: createChunkStore(database), embedder: builtInEmbedder }, snapshot);
  return snapshot;
}

describe('searchCode', () => {
  test('finds the definition of what is mentioned, with its place', async () => {
    const { results, vectors } = await searchCode(parts, await indexed('definition'), 'parseHeader loses the colon', {
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
    const { results } = await searchCode(parts, await indexed('forms'), 'sharpening', { limit: 1 });
    expect(results[0]?.path).toBe('src/tools.py');
  });

  test('a language is all that is searched', async () => {
    const { results } = await searchCode(parts, await indexed('language'), 'parseHeader of a Tool', {
      limit: 9,
      language: 'python',
    });
    expect(results.map(({ path }) => path)).toEqual(['src/tools.py']);
  });

  test('without vectors it searches words alone, and says so', async () => {
    const words = { ...parts, embedders: [{ ...builtInEmbedder, id: 'not there yet' }] };
    const { results, vectors } = await searchCode(words, await indexed('words'), 'parseHeader', { limit: 1 });
    expect(results[0]?.path).toBe('src/parse-header.ts');
    expect(vectors).toBe('none');
  });

  test('uses the first embedder whose vectors are complete', async () => {
    const both = { ...parts, embedders: [{ ...builtInEmbedder, id: 'slow' }, builtInEmbedder] };
    expect((await searchCode(both, await indexed('first complete'), 'parseHeader', { limit: 1 })).vectors).toBe(
      'complete',
    );
  });

  test.each(['', '   ', '![](https://example.org/a.png)', '🙂', '\0', "'; drop table chunks; --"])(
    'a request of %j does not fail',
    async (request) => {
      const { results } = await searchCode(parts, await indexed(`odd ${request.length}`), request, { limit: 3 });
      expect(results.length).toBeLessThanOrEqual(3);
    },
  );

  test('FAULT 59: nor one of 262,144 characters', async () => {
    const snapshot = await indexed('large request');
    for (const unit of ['a', 'parseHeader ', ' ', '`', '日']) {
      await searchCode(parts, snapshot, unit.repeat(262_144 / unit.length), { limit: 3 });
    }
  });

  test('a commit that is not indexed is said', async () => {
    const snapshot = { repository: 'none', ...(await temporaryRepository(files)) };
    await expect(searchCode(parts, snapshot, 'x', { limit: 1 })).rejects.toThrow('is not indexed yet');
  });
});

describe('gatherContext', () => {
  const request = { text: 'parseHeader loses the colon', budgetTokens: 100_000, maxChunks: 20 };

  test('gives the code that the request is about, its place and why, and the layout', async () => {
    const context = await gatherContext(parts, await indexed('context'), request);
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
    const context = await gatherContext(parts, await indexed('whole'), { ...request, text: 'longFunction is slow' });
    const found = context.chunks.filter(({ symbol }) => symbol === 'longFunction');
    expect(found.map(({ text }) => text)).toEqual([long('longFunction').trimEnd()]);
  });

  test('it never exceeds its budget or its number of chunks', async () => {
    const snapshot = await indexed('budget');
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
