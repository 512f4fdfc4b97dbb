import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtInEmbedder } from '../../../src/adapters/embeddings/built-in.ts';
import { createChunkSearch } from '../../../src/adapters/postgres/chunk-search.ts';
import type { OpenDatabase } from '../../../src/adapters/postgres/connect.ts';
import { countSystem, countTexts } from '../../../src/agent/count-request.ts';
import { agentTools } from '../../../src/tasks/fix/agent-tools.ts';
import { chooseContext, composeOpening } from '../../../src/tasks/fix/choose-context.ts';
import { openWorkspace } from '../../../src/workspace/open-workspace.ts';
import { indexSample } from '../../context/sample-repository.ts';
import { openTestDatabase } from '../../fakes/database.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('what a model adds is searched for, is not in the request, and is counted', async () => {
  const snapshot = await indexSample(database, 'rewritten');
  const workspace = await openWorkspace(snapshot);
  const index = { search: createChunkSearch(database), embedders: [builtInEmbedder] };
  const tools = agentTools(workspace, index, snapshot);
  const issue = { number: 7, title: 'It is too blunt', body: '', url: null };
  const assignment = { taskId: '01TASK', issue, hint: '' };
  const usage = { inputTokens: 5, outputTokens: 5, cacheReadTokens: 0, cacheWriteTokens: 0 };
  const parts = { index, snapshot, tools, earlier: [], budgetTokens: 100_000 };
  const chosen = await chooseContext(assignment, {
    ...parts,
    rewrite: async (request) => ({ text: `${request}\n\n\`Tool.sharpen\``, usage }),
  });
  if (chosen.kind !== 'context') throw new Error(chosen.reason);
  expect(chosen.chunks[0]?.path).toBe('src/tools.py');
  expect(chosen.rewriteUsage).toEqual(usage);
  const { messages } = await composeOpening(assignment, chosen, workspace);
  expect(JSON.stringify(messages)).not.toContain('Tool.sharpen');

  const unchanged = await chooseContext(assignment, { ...parts, rewrite: async () => null });
  expect(unchanged).toEqual(await chooseContext(assignment, parts));
});

test('the whole opening request and the room of the reply stay within the budget, in tokens of the model', async () => {
  const snapshot = await indexSample(database, 'opening');
  const workspace = await openWorkspace(snapshot);
  const index = { search: createChunkSearch(database), embedders: [builtInEmbedder] };
  const tools = agentTools(workspace, index, snapshot);
  const budgets = fc.integer({ min: 5_000, max: 12_000 });
  const bodies = fc.constantFrom('parseHeader loses the colon', 'longFunction\u200b is <!-- --> slow\n\n```\n', '');
  await fc.assert(
    fc.asyncProperty(budgets, fc.integer({ min: 600, max: 1_900 }), bodies, async (budgetTokens, reported, body) => {
      const assignment = { taskId: '01TASK', issue: { number: 7, title: 'A header', body, url: null }, hint: '' };
      const earlier = [{ counted: 1_000, reported }];
      const chosen = await chooseContext(assignment, { index, snapshot, tools, earlier, budgetTokens });
      if (chosen.kind === 'budget too small') {
        expect(chosen.neededTokens).toBeGreaterThan(budgetTokens);
        return;
      }
      // A step keeps it as JSON, and a recovered task composes the same from it.
      const opening = await composeOpening(assignment, chosen, workspace);
      expect(await composeOpening(assignment, JSON.parse(JSON.stringify(chosen)), workspace)).toEqual(opening);
      const sent = countSystem(opening.system, tools) + countTexts(opening.messages);
      expect((sent * reported) / 1_000 + chosen.cost.reply).toBeLessThanOrEqual(budgetTokens);
    }),
    { numRuns: 20 },
  );
});
