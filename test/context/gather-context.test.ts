import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtInEmbedder } from '../../src/adapters/embeddings/built-in.ts';
import { createChunkSearch } from '../../src/adapters/postgres/chunk-search.ts';
import type { OpenDatabase } from '../../src/adapters/postgres/connect.ts';
import { type ContextBudget, defaultBudget } from '../../src/context/context-budget.ts';
import type { SearchParts } from '../../src/context/find-chunks.ts';
import { gatherContext } from '../../src/context/gather-context.ts';
import { readLines } from '../../src/context/read-lines.ts';
import { type ChosenContext, contextFiles, renderContext } from '../../src/context/render-context.ts';
import type { SnapshotRef } from '../../src/indexing/snapshot.ts';
import { countTokens } from '../../src/text/tokens.ts';
import { listTree } from '../../src/workspace/list-tree.ts';
import { openTestDatabase } from '../fakes/database.ts';
import { files, indexSample, long } from './sample-repository.ts';

let database: OpenDatabase;
let parts: SearchParts;

beforeAll(async () => {
  database = await openTestDatabase();
  parts = { search: createChunkSearch(database), embedders: [builtInEmbedder] };
});
afterAll(() => database.close());

const budget: ContextBudget = { ...defaultBudget, ratio: 1, system: 0, request: 0 };

async function gather(snapshot: SnapshotRef, text: string, differences: Partial<ContextBudget> = {}) {
  const gathered = await gatherContext(parts, snapshot, { text }, { ...budget, ...differences });
  if (gathered.kind !== 'context') throw new Error(gathered.reason);
  return gathered;
}

/** What a model would be sent. */
async function textOf({ gitDir, commit }: SnapshotRef, context: ChosenContext): Promise<string> {
  const shown = new Set(contextFiles(context));
  const { entries } = await listTree(gitDir, commit);
  const wanted = entries.filter(({ path }) => shown.has(path)).map(({ path, sha }) => ({ path, blob: sha }));
  return renderContext(context, await readLines(gitDir, wanted));
}

describe('gatherContext', () => {
  test('gives the code that the request is about, its place and why, the layout and a map', async () => {
    const snapshot = await indexSample(database, 'context');
    const context = await gather(snapshot, 'parseHeader loses the colon');
    expect(context.chunks[0]).toEqual({
      path: 'src/parse-header.ts',
      startLine: 1,
      endLine: 4,
      symbol: 'parseHeader',
      parents: [],
      cutFrom: null,
      why: expect.stringContaining('defines parseHeader'),
      tokens: expect.any(Number),
    });
    expect(context.facts.layout).toEqual(Object.keys(files).sort());
    expect(context.map[0]).toEqual({ path: 'src/parse-header.ts', lines: [2], left: 0 });
    const text = await textOf(snapshot, context);
    expect(text).toContain(files['src/parse-header.ts'].trimEnd());
    expect(text).toContain('2: export function parseHeader(line: string) {\n');
  });

  test('a definition that was split comes whole and once, also where its file is there twice', async () => {
    const snapshot = await indexSample(database, 'whole');
    const context = await gather(snapshot, 'longFunction is slow');
    expect(context.chunks.filter(({ symbol }) => symbol === 'longFunction')).toMatchObject([{ cutFrom: null }]);
    expect((await textOf(snapshot, context)).split(long('longFunction').trimEnd())).toHaveLength(2);
  });

  test('only the language that is asked for is searched', async () => {
    const snapshot = await indexSample(database, 'language');
    const intent = { text: 'parseHeader of a Tool', language: 'python' };
    const context = await gatherContext(parts, snapshot, intent, budget);
    expect(context).toMatchObject({ kind: 'context', chunks: [{ path: 'src/tools.py' }] });
  });

  test('what is sent and the room of the reply never exceed the budget, in tokens of the model', async () => {
    const snapshot = await indexSample(database, 'budget');
    const limits = fc.oneof(fc.integer({ min: 4_500, max: 6_000 }), fc.integer({ min: 4_500, max: 20_000 }));
    const texts = fc.constantFrom('parseHeader', 'longFunction of a Tool', 'header', '');
    const ratios = fc.double({ min: 0.5, max: 2, noNaN: true });
    await fc.assert(
      fc.asyncProperty(limits, ratios, fc.nat({ max: 8 }), texts, async (tokens, ratio, maxChunks, text) => {
        const allowed = { ...budget, tokens, ratio, maxChunks, request: 100 };
        const gathered = await gatherContext(parts, snapshot, { text }, allowed);
        if (gathered.kind === 'budget too small') {
          expect(gathered.neededTokens).toBeGreaterThan(tokens);
          return;
        }
        const sent = (100 + countTokens(await textOf(snapshot, gathered))) * ratio + allowed.replyTokens;
        expect(sent).toBeLessThanOrEqual(gathered.cost.total);
        expect(gathered.cost.total).toBeLessThanOrEqual(tokens);
        expect(gathered.chunks.length).toBeLessThanOrEqual(maxChunks);
      }),
      { numRuns: 15 },
    );
  });

  test('a budget that leaves nothing for the context is refused, with what is needed', async () => {
    const snapshot = { repository: 'never searched', gitDir: '/nowhere', commit: 'c'.repeat(40) };
    const large = { ...budget, request: 96_000 };
    const refused = await gatherContext(parts, snapshot, { text: 'x' }, large);
    expect(refused).toEqual({
      kind: 'budget too small',
      neededTokens: 100_516,
      reason:
        'The request, its prompts, the reply and the least context need 100,516 tokens, and the budget is 100,000.',
    });
  });
});
