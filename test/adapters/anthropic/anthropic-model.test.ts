import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { type AnthropicModelOptions, createAnthropicModel } from '../../../src/adapters/anthropic/anthropic-model.ts';
import { deprecationWarning } from '../../../src/adapters/anthropic/deprecated-models.ts';
import { defaultModel } from '../../../src/agent/default-model.ts';
import type { ModelMessage, ModelRequest } from '../../../src/agent/model.ts';
import type { ApiRequest } from '../../fakes/messages-api.ts';
import { call, finish, type PassingFault, type Turn, text } from '../../fakes/script.ts';
import { startScriptedModel } from '../../fakes/scripted-model.ts';

const never = new AbortController().signal;

async function start(script: readonly Turn[], options: Partial<AnthropicModelOptions> = {}) {
  const server = await startScriptedModel(script);
  onTestFinished(() => server.close());
  const model = createAnthropicModel({ apiKey: server.apiKey, baseUrl: server.url, model: defaultModel, ...options });
  return { server, model };
}

const tools = [
  {
    name: 'edit_file',
    description: 'Edits.',
    inputSchema: { type: 'object', properties: { path: { type: 'string' } } },
  },
];

function asking(messages: readonly ModelMessage[] = [said('Fix it.')]): ModelRequest {
  return { system: 'You fix issues.', messages, tools, maxTokens: 500 };
}

function said(words: string): ModelMessage {
  return { role: 'user', content: [{ type: 'text', text: words }] };
}

function breakpoints(request: ApiRequest | undefined): string[] {
  const blocks = [
    ...(request?.tools ?? []).map((block) => ({ at: 'tools', block })),
    ...(request?.system ?? []).map((block) => ({ at: 'system', block })),
    ...(request?.messages ?? []).flatMap(({ content }, index) =>
      content.map((block, number) => ({ at: `message ${index} block ${number}`, block })),
    ),
  ];
  return blocks.flatMap(({ at, block }) => ('cache_control' in block && block.cache_control ? [at] : []));
}

test('a request and its streamed reply are mapped whole', async () => {
  const blocks = [
    { type: 'thinking', thinking: 'Hm, a carry.', signature: 'sig' },
    { type: 'redacted_thinking', data: 'xyz' },
    text('I edit “it” ✔️.'),
    text('  '),
    call('edit_file', { path: 'a.js', search: '"x"\n', lines: [1, { deep: null }] }),
  ] as const;
  const { server, model } = await start([blocks], { effort: 'high' });
  const reply = await model.generate(asking(), never);

  expect(reply).toMatchObject({ model: defaultModel, stopReason: 'tool_use' });
  expect(reply.content).toEqual([
    { type: 'thinking', thinking: 'Hm, a carry.', signature: 'sig' },
    { type: 'redacted_thinking', data: 'xyz' },
    { type: 'text', text: 'I edit “it” ✔️.' },
    {
      type: 'tool_use',
      id: 'toolu_0_4',
      name: 'edit_file',
      input: { path: 'a.js', search: '"x"\n', lines: [1, { deep: null }] },
    },
  ]);
  expect(reply.usage.outputTokens).toBeGreaterThan(0);
  expect(JSON.parse(JSON.stringify(reply))).toEqual(reply);
  expect(server.requests[0]).toMatchObject({
    model: defaultModel,
    max_tokens: 500,
    stream: true,
    output_config: { effort: 'high' },
    tools: [{ name: 'edit_file', input_schema: tools[0]?.inputSchema }],
  });
});

test('a conversation goes back as the API wants it', async () => {
  const { server, model } = await start([[text('one')], [text('two')]]);
  const messages: ModelMessage[] = [
    said('Fix it.'),
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'Hm.', signature: 'sig' },
        { type: 'tool_use', id: 'a', name: 'edit_file', input: 'not an object' },
        { type: 'tool_use', id: 'b', name: 'edit_file', input: { path: 'x' } },
      ],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', toolUseId: 'a', text: 'Refused.', isError: true },
        { type: 'tool_result', toolUseId: 'b', text: '', isError: false },
        { type: 'text', text: 'Half a pair: \ud83d' },
      ],
    },
  ];
  await model.generate(asking(messages), never);
  expect(server.failures).toEqual([]);
  expect(server.requests[0]?.messages.slice(1)).toMatchObject([
    { content: [{ signature: 'sig' }, { id: 'a', input: {} }, { id: 'b', input: { path: 'x' } }] },
    {
      content: [
        { tool_use_id: 'a', is_error: true, content: 'Refused.' },
        { tool_use_id: 'b', is_error: false },
        { text: 'Half a pair: \ufffd' },
      ],
    },
  ]);
});

test('at most four cache breakpoints move along, and the next request reads its prefix from the cache', async () => {
  const { server, model } = await start([[text('one')], [text('two')], [text('three')]]);
  const messages: ModelMessage[] = [said('Fix it.'.repeat(500))];
  const replies = [];
  for (const next of ['Go on.', 'And on.', '']) {
    const reply = await model.generate(asking(messages), never);
    replies.push(reply);
    messages.push({ role: 'assistant', content: reply.content }, said(next));
  }
  expect(server.requests.map(breakpoints)).toEqual([
    ['system', 'message 0 block 0'],
    ['system', 'message 0 block 0', 'message 2 block 0'],
    ['system', 'message 0 block 0', 'message 2 block 0', 'message 4 block 0'],
  ]);
  const [first, second, third] = replies.map(({ usage }) => usage);
  expect(first?.cacheReadTokens).toBe(0);
  expect(second?.cacheReadTokens).toBe(first?.cacheWriteTokens);
  expect(third?.cacheReadTokens).toBe((second?.cacheReadTokens ?? 0) + (second?.cacheWriteTokens ?? 0));
});

test.each([
  ['max_tokens', 'max_tokens'],
  ['refusal', 'refusal'],
  ['pause_turn', 'pause_turn'],
  ['model_context_window_exceeded', 'other'],
  ['a reason of next year', 'other'],
])('the stop reason %s is %s', async (stopReason, ours) => {
  const { model } = await start([{ reply: [text('one')], stopReason }]);
  expect((await model.generate(asking(), never)).stopReason).toBe(ours);
});

test.each<PassingFault>([
  '429',
  '529',
  '500',
  'connection reset',
  'truncated stream',
  'error in stream',
  'malformed tool input',
])('FAULT 45: after "%s" the call is made again', async (fault) => {
  const { server, model } = await start([{ fault }, [finish('Done', 'Mend it')]]);
  const reply = await model.generate(asking(), never);
  expect(reply.content).toMatchObject([{ name: 'finish' }]);
  expect(server.requests).toHaveLength(2);
  expect(server.failures).toEqual([]);
});

test('FAULT 45: an overload that does not pass becomes a sentence', async () => {
  const { server, model } = await start(Array(9).fill({ fault: '529' }));
  await expect(model.generate(asking(), never)).rejects.toThrow(
    'The model API is overloaded or failing, also after several tries: try again later (it said "Overloaded", request req_scripted).',
  );
  expect(server.requests).toHaveLength(9);
});

test('FAULT 45: a reply that always breaks off becomes a sentence', async () => {
  const { server, model } = await start(Array(3).fill({ fault: 'truncated stream' }));
  await expect(model.generate(asking(), never)).rejects.toThrow('broke off or garbled its reply several times');
  expect(server.requests).toHaveLength(3);
});

test.each([
  [401, 'authentication_error', 'invalid x-api-key', 'The model API refused the key: set ANTHROPIC_API_KEY'],
  [400, 'invalid_request_error', 'Your credit balance is too low to access the API.', 'no credit left: add credit'],
  [402, 'billing_error', 'Payment required', 'no credit left: add credit'],
  [403, 'permission_error', 'No access', 'The key may not use the model claude-'],
  [404, 'not_found_error', 'model: claude-x', 'does not know the model claude-'],
  [400, 'invalid_request_error', 'prompt is too long: 250000 tokens > 200000 maximum', 'no longer fits into the model'],
  [413, 'request_too_large', 'Request too large', 'no longer fits into the model'],
  [
    400,
    'invalid_request_error',
    'messages.1: odd',
    'is a defect of GOATCODE: please report it (it said "messages.1: odd"',
  ],
])('an error that is final is not tried again: %i %s', async (status, type, message, sentence) => {
  const { server, model } = await start([{ fault: 'error', status, type, message }]);
  await expect(model.generate(asking(), never)).rejects.toThrow(sentence);
  expect(server.requests).toHaveLength(1);
});

test('FAULT 51: the key is in no error, whatever the server says', async () => {
  const canary = 'sk-canary-0123456789';
  const said = `You sent "Bearer ${canary}"`;
  const { model } = await start([], { apiKey: canary });
  await expect(model.generate(asking(), never)).rejects.not.toThrow(canary);
  const server = await startScriptedModel(
    [{ fault: 'error', status: 400, type: 'invalid_request_error', message: said }],
    canary,
  );
  onTestFinished(() => server.close());
  const echoed = createAnthropicModel({ apiKey: canary, baseUrl: server.url, model: 'm' });
  const error: unknown = await echoed.generate(asking(), never).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(`${error}${JSON.stringify(error)}`).toContain('You sent');
  expect(`${error}${JSON.stringify(error)}`).not.toContain(canary);
  expect(error).not.toHaveProperty('cause');
});

test.each(['', 'sk-with-newline\n', 'two words'])('a key that cannot be one is refused at once: %j', (apiKey) => {
  const create = () => createAnthropicModel({ apiKey, model: defaultModel });
  expect(create).toThrow('set ANTHROPIC_API_KEY to the key alone');
});

test('a stop ends a call that waits for its reply', async () => {
  const { server, model } = await start([{ fault: 'slow', milliseconds: 60_000 }, [text('one')]]);
  const stop = new AbortController();
  const asked = model.generate(asking(), stop.signal);
  await expect.poll(() => server.requests.length).toBe(1);
  stop.abort();
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
});

test('a stop ends a call between two tries', async () => {
  const { server, model } = await start(Array(4).fill({ fault: 'truncated stream' }));
  const stop = new AbortController();
  const asked = model.generate(asking(), stop.signal);
  await expect.poll(() => server.requests.length).toBe(1);
  stop.abort();
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
});

test('a call that is stopped before it begins is not made', async () => {
  const { server, model } = await start([[text('one')]]);
  await expect(model.generate(asking(), AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  expect(server.requests).toEqual([]);
});

test('models near their end are the ones that the SDK lists', async () => {
  const index = createRequire(import.meta.url).resolve('@anthropic-ai/sdk');
  const source = await readFile(new URL('internal/data/deprecated-models.mjs', `file://${index}`), 'utf8');
  const listed = Array.from(source.matchAll(/'(claude-[^']+)': '([^']+)'/g), ([, model = '', day = '']) => [
    model,
    day,
  ]);
  expect(
    z
      .array(z.tuple([z.string(), z.string()]))
      .min(1)
      .parse(listed),
  ).toEqual(listed);
  for (const [model = '', day] of listed) {
    expect(deprecationWarning(model)).toBe(`The model ${model} ends on ${day}: configure a newer one.`);
  }
  expect(deprecationWarning(defaultModel)).toBeNull();
  expect(deprecationWarning('toString')).toBeNull();
});
