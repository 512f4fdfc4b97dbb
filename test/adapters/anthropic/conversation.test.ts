import { expect, onTestFinished, test } from 'vitest';
import { createAnthropicModel } from '../../../src/adapters/anthropic/anthropic-model.ts';
import { composeFixRequest, composePatchRefused, composeTestsFailed } from '../../../src/agent/compose-request.ts';
import { sayText } from '../../../src/agent/conversation.ts';
import { type GenerationEnd, generatePatch } from '../../../src/agent/generate-patch.ts';
import type { Tool } from '../../../src/agent/tool.ts';
import { inMemorySteps } from '../../fakes/in-memory-steps.ts';
import { call, edit, finish, readFile, text } from '../../fakes/script.ts';
import { startScriptedModel } from '../../fakes/scripted-model.ts';

const taskId = '01JABCDEFGHJKMNPQRSTVWXYZ0';

function fileTool(name: string, answer: string): Tool {
  return {
    name,
    description: name,
    inputSchema: { type: 'object' },
    run: async () => ({ kind: 'done', text: answer }),
  };
}

test('a whole fix, with every odd reply in it, is a conversation that the API takes, read from its cache', async () => {
  const server = await startScriptedModel({
    'The sum is wrong': [
      { expect: 'See sum.js', reply: [readFile('sum.js'), readFile('sum.test.js')] },
      { expect: 'let sum', reply: [text('I think that I know.')] },
      { expect: 'call finish', reply: [text('Wait')], stopReason: 'pause_turn' },
      { reply: [edit('sum.js', 'a - b', 'a +')], stopReason: 'max_tokens' },
      { expect: 'cut off', reply: [edit('sum.js', 'a - b', 'a + b'), call('run', [1])] },
      { expect: 'no tool of this name', reply: [finish('Added instead of subtracted.', 'Mend the sum')] },
      { expect: 'sum.js does not parse', reply: [finish('Closed the bracket.', 'Mend the sum')] },
      { fault: 'truncated stream' },
      { expect: 'expected 3, got 4', reply: [finish('Counted right.', 'Mend the sum')] },
    ],
  });
  onTestFinished(() => server.close());
  const parts = {
    model: createAnthropicModel({ apiKey: server.apiKey, baseUrl: server.url, model: 'm' }),
    tools: [fileTool('read_file', 'let sum = a - b;'), fileTool('edit_file', 'Edited.')],
    steps: inMemorySteps(),
    budget: { limitTokens: 1_000_000, spentTokens: 0 },
    maxTurns: 10,
    maxReplyTokens: 4000,
  };
  const issue = { number: 1, title: 'The sum is wrong', body: 'Always.', url: null };
  const conversation = composeFixRequest({ taskId, issue, hint: 'See sum.js', context: 'let sum = a - b;'.repeat(50) });

  const ends: GenerationEnd[] = [];
  ends.push(await generatePatch(parts, conversation));
  sayText(conversation, composePatchRefused(taskId, ['sum.js does not parse']));
  ends.push(await generatePatch(parts, conversation));
  sayText(conversation, composeTestsFailed(taskId, 'sum > carries: expected 3, got 4'));
  ends.push(await generatePatch(parts, conversation));

  expect(server.failures).toEqual([]);
  expect(ends).toMatchObject([
    { kind: 'finished', turns: 6, summary: 'Added instead of subtracted.' },
    { kind: 'finished', turns: 1 },
    { kind: 'finished', turns: 1, summary: 'Counted right.' },
  ]);
  expect(parts.steps.names()).toHaveLength(8);
  for (const { usage } of ends.slice(1)) {
    expect(usage.cacheReadTokens).toBeGreaterThan(usage.inputTokens + usage.cacheWriteTokens);
  }
});
