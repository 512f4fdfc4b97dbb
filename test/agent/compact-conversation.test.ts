import { expect, test } from 'vitest';
import { toApiRequest } from '../../src/adapters/anthropic/map-request.ts';
import type { Conversation } from '../../src/agent/conversation.ts';
import { generatePatch } from '../../src/agent/generate-patch.ts';
import type { Model, ModelRequest } from '../../src/agent/model.ts';
import { inMemorySteps } from '../fakes/in-memory-steps.ts';
import { apiRequest, whyApiRefuses } from '../fakes/messages-api.ts';
import { call, finish, modelOf, reply, tool } from './replies.ts';

/** Some 12,000 tokens, no two alike. */
const longText = (from: number) => Array.from({ length: 4_000 }, (_, at) => `word${from * 4_000 + at}`).join(' ');
const thought = { type: 'thinking', thinking: 'Further.', signature: 'signed' } as const;

function script(turns: number) {
  const reads = Array.from({ length: turns }, (_, at) => reply([thought, call('read_file', { path: `src/${at}.ts` })]));
  return [...reads, reply([finish()])];
}

function talk(): Conversation {
  return { system: 'You fix issues.', messages: [{ role: 'user', content: [{ type: 'text', text: 'The issue.' }] }] };
}

function run(model: Model, steps = inMemorySteps(), conversation = talk()) {
  let read = 0;
  const tools = [tool('read_file', () => ({ kind: 'done', text: longText(read++) }))];
  const budget = { limitTokens: 1_000_000_000, spentTokens: 0 };
  return generatePatch({ model, tools, steps, budget, maxTurns: 60, maxReplyTokens: 4_000 }, conversation);
}

const isNote = (request: ModelRequest | undefined) =>
  request?.messages
    .flatMap(({ content }) => [...content])
    .filter((block) => JSON.stringify(block).includes('Taken out')) ?? [];

test('a long run is compacted in big strides, and the API takes every request of it', async () => {
  const model = modelOf(...script(40));
  expect(await run(model)).toMatchObject({ kind: 'finished', turns: 41 });
  const notes = model.requests.map((request) => isNote(request).length);
  const strides = notes.filter((count, at) => count !== (notes[at - 1] ?? 0)).length;
  expect(strides).toBeGreaterThan(1);
  expect(strides).toBeLessThan(12);
  for (const request of model.requests) {
    const sent = apiRequest.parse(toApiRequest(request, { model: 'm', effort: null, thinkingTokens: null }));
    expect(whyApiRefuses(sent)).toBeNull();
    expect(request.messages[0]).toEqual({ role: 'user', content: [{ type: 'text', text: 'The issue.' }] });
    // The last three turns are whole.
    expect(JSON.stringify(request.messages.slice(-6))).not.toContain('Taken out');
  }
  const [first] = isNote(model.requests.at(-1));
  expect(first).toMatchObject({ text: expect.stringContaining('read_file {"path":"src/0.ts"}'), isError: false });
});

test('thoughts from before a compaction are left out: they are signed with what stood before them', async () => {
  const model = modelOf(...script(40));
  await run(model);
  const compacted = model.requests.find((request) => isNote(request).length > 0);
  expect(JSON.stringify(compacted)).not.toContain('signed');
  expect(JSON.stringify(model.requests.at(-1))).toContain('signed');
});

test.each([5, 14, 30])('FAULT 34: a task that crashed after %i replies sends the same requests', async (replies) => {
  const steps = inMemorySteps();
  const all = script(40);
  const model = modelOf(...all);
  const first = await run(model, steps);
  const rest = modelOf(...all.slice(replies));
  expect(await run(rest, steps.replay(replies))).toEqual(first);
  expect(rest.requests).toEqual(model.requests.slice(replies));
});

test('where nothing can be taken out, the work ends with its reason before a call', async () => {
  const conversation: Conversation = {
    ...talk(),
    messages: [
      { role: 'user', content: Array.from({ length: 20 }, (_, at) => ({ type: 'text', text: longText(at) })) },
    ],
  };
  const model = modelOf();
  expect(await run(model, inMemorySteps(), conversation)).toMatchObject({
    kind: 'conversation too long',
    reason: expect.stringContaining("no longer fits into the model's window"),
    turns: 0,
  });
  expect(model.requests).toEqual([]);
});
