import Anthropic from '@anthropic-ai/sdk';
import { expect, onTestFinished, test } from 'vitest';
import { call, finish, readFile, type Turn, text } from './script.ts';
import { startScriptedModel } from './scripted-model.ts';

type Messages = Anthropic.MessageParam[];

async function start(script: readonly Turn[] | Record<string, readonly Turn[]>, key?: string) {
  const server = await startScriptedModel(script);
  onTestFinished(() => server.close());
  const client = new Anthropic({ apiKey: key ?? server.apiKey, baseURL: server.url, maxRetries: 0 });
  const ask = (messages: Messages, more: Partial<Anthropic.MessageCreateParamsNonStreaming> = {}) =>
    client.messages.create({ model: 'm', max_tokens: 100, messages, ...more });
  return { server, client, ask };
}

const fix: Messages = [{ role: 'user', content: 'Fix the sum' }];

test('it replays its replies, streamed or whole, by the number of replies that a request carries', async () => {
  const { server, client, ask } = await start([[text('Reading.'), readFile('a.js')], [finish('Done', 'Mend a')]]);
  const first = await ask(fix);
  expect(first.content).toMatchObject([{ text: 'Reading.' }, { name: 'read_file', input: { path: 'a.js' } }]);
  expect(first.stop_reason).toBe('tool_use');

  const again = await client.messages.stream({ model: 'm', max_tokens: 100, messages: fix }).finalMessage();
  expect(again.content).toEqual(first.content);
  expect(again.usage.output_tokens).toBe(first.usage.output_tokens);

  const result = { type: 'tool_result', tool_use_id: 'toolu_0_1', content: 'x' } as const;
  const second = await ask([
    ...fix,
    { role: 'assistant', content: first.content },
    { role: 'user', content: [result] },
  ]);
  expect(second.content).toMatchObject([{ name: 'finish' }]);
  expect(server.failures).toEqual([]);
  expect(server.requests).toHaveLength(3);
});

test('a script is chosen by the first message', async () => {
  const { ask } = await start({ sum: [[text('about the sum')]], product: [[text('about the product')]] });
  const reply = await ask([{ role: 'user', content: 'Fix the product' }]);
  expect(reply.content).toMatchObject([{ text: 'about the product' }]);
});

test('a request that the script does not hold fails, and is noted', async () => {
  const { server, ask } = await start({ sum: [[text('one')]] });
  await expect(ask([{ role: 'user', content: 'Fix the product' }])).rejects.toThrow('No script is for');
  await expect(ask([...fix, { role: 'assistant', content: 'one' }, ...fix])).rejects.toThrow('no reply 2');
  expect(server.failures).toHaveLength(2);
});

test('an expectation that is not met fails, and is noted', async () => {
  const { server, ask } = await start([{ expect: ['sum', 'product'], reply: [text('one')] }]);
  await expect(ask(fix)).rejects.toThrow('Reply 1 expects');
  expect(server.failures).toEqual(['Reply 1 expects "product" in the last message, which is: Fix the sum']);
});

test('a reply may be made from the request', async () => {
  const { ask } = await start([{ reply: (request) => [text(`You sent ${request.messages.length}`)] }]);
  expect((await ask(fix)).content).toMatchObject([{ text: 'You sent 1' }]);
});

test('a wrong key is refused', async () => {
  const { ask } = await start([[text('one')]], 'sk-wrong');
  await expect(ask(fix)).rejects.toMatchObject({ status: 401 });
});

const asked: Messages = [...fix, { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'f', input: {} }] }];
const cached = { type: 'text', text: 'x', cache_control: { type: 'ephemeral' } } as const;

test.each<[string, Messages, string]>([
  ['a conversation that the model begins', [{ role: 'assistant', content: 'Hello' }], 'first message must use'],
  ['a call without a result', [...asked, ...fix], 'without `tool_result` blocks immediately after: a'],
  [
    'a result without a call',
    [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 'b', content: '' }] }],
    'unexpected `tool_use_id`',
  ],
  [
    'a text before the results',
    [...asked, ...fix, { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: '' }] }],
    'must come first',
  ],
  [
    'a message that ends in a thought',
    [...fix, { role: 'assistant', content: [{ type: 'thinking', thinking: 'Hm', signature: 's' }] }, ...fix],
    'cannot be `thinking`',
  ],
  ['a blank text', [{ role: 'user', content: [{ type: 'text', text: ' ' }] }], 'non-whitespace'],
  ['five cache breakpoints', [{ role: 'user', content: Array(5).fill(cached) }], 'A maximum of 4 blocks'],
])('it refuses what the API refuses: %s', async (_, messages, reason) => {
  const { server, ask } = await start([[text('one')], [text('two')]]);
  await expect(ask(messages)).rejects.toThrow(reason);
  expect(server.failures).toHaveLength(1);
});

test('it refuses a request without room for a reply', async () => {
  const { ask } = await start([[text('one')]]);
  await expect(ask(fix, { max_tokens: 0 })).rejects.toMatchObject({ status: 400 });
});

test('tokens count as with a prompt cache', async () => {
  const { client, ask } = await start([[call('f', {})], [text('two')]]);
  const system = [{ ...cached, text: 's'.repeat(4000) }];
  const first = await ask(fix, { system });
  expect(first.usage.cache_read_input_tokens).toBe(0);
  expect(first.usage.cache_creation_input_tokens).toBeGreaterThan(1000);
  const second = await ask([{ role: 'user', content: 'Something else' }], { system });
  expect(second.usage.cache_read_input_tokens).toBe(first.usage.cache_creation_input_tokens);
  const { input_tokens } = await client.messages.countTokens({ model: 'm', messages: fix, system });
  expect(input_tokens).toBe(first.usage.input_tokens + (first.usage.cache_creation_input_tokens ?? 0));
});
