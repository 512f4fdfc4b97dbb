import { expect, test } from 'vitest';
import type { Conversation } from '../../src/agent/conversation.ts';
import { sayText } from '../../src/agent/conversation.ts';
import { type GenerationParts, generatePatch, type Turn } from '../../src/agent/generate-patch.ts';
import type { ModelMessage } from '../../src/agent/model.ts';
import { inMemorySteps } from '../fakes/in-memory-steps.ts';
import { call, done, finish, modelOf, reply, tool } from './replies.ts';

function conversation(): Conversation {
  return { system: 'You fix issues.', messages: [{ role: 'user', content: [{ type: 'text', text: 'Fix it.' }] }] };
}

function parts(given: Pick<GenerationParts, 'model'> & Partial<GenerationParts>): GenerationParts {
  const budget = { limitTokens: 1_000_000, spentTokens: 0 };
  return { tools: [], steps: inMemorySteps(), budget, maxTurns: 10, maxReplyTokens: 100, ...given };
}

/** The results that our message gives the model. */
function resultsIn(message: ModelMessage | undefined) {
  return message?.role === 'user' ? message.content.flatMap((b) => (b.type === 'tool_result' ? [b] : [])) : [];
}

test('the model reads and edits until it calls finish', async () => {
  const read = tool('read_file', () => ({ kind: 'done', text: 'let sum = 1' }));
  const edit = tool('edit_file', () => done);
  const model = modelOf(
    reply([
      { type: 'text', text: 'First I read.' },
      call('read_file', { path: 'a' }),
      call('read_file', { path: 'b' }),
    ]),
    reply([call('edit_file', { path: 'a' }), finish()]),
  );
  const turns: Turn[] = [];
  const talk = conversation();
  const end = await generatePatch(parts({ model, tools: [read, edit], onTurn: (turn) => void turns.push(turn) }), talk);

  expect(end).toEqual({
    kind: 'finished',
    summary: 'The sum forgot the carry.',
    failingTests: [],
    subject: 'Carry in sums',
    usage: { inputTokens: 20, outputTokens: 2, cacheReadTokens: 0, cacheWriteTokens: 0 },
    turns: 2,
  });
  expect(read.inputs).toEqual([{ path: 'a' }, { path: 'b' }]);
  expect(edit.inputs).toEqual([{ path: 'a' }]);
  expect(talk.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant', 'user']);
  expect(resultsIn(talk.messages[2]).map(({ text, isError }) => [text, isError])).toEqual([
    ['let sum = 1', false],
    ['let sum = 1', false],
  ]);
  expect(
    turns.map(({ number, actions }) => [number, actions.map(({ tool, outcome }) => `${tool} ${outcome}`)]),
  ).toEqual([
    [1, ['read_file done', 'read_file done']],
    [2, ['edit_file done', 'finish done']],
  ]);
});

test('each request begins with the whole of the one before, also in the next iteration', async () => {
  const model = modelOf(reply([call('read_file', {}), finish()]), reply([finish()]));
  const talk = conversation();
  await generatePatch(parts({ model, tools: [tool('read_file', () => done)] }), talk);
  sayText(talk, 'The tests failed.');
  await generatePatch(parts({ model, tools: [tool('read_file', () => done)] }), talk);

  const [first, second] = model.requests;
  expect(second?.messages.slice(0, 2)).toEqual([...(first?.messages ?? []), talk.messages[1]]);
  expect(second?.tools).toEqual(first?.tools);
  expect(second?.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
  expect(second?.messages.at(-1)?.content.at(-1)).toEqual({ type: 'text', text: 'The tests failed.' });
});

test('finish is refused while another call of the same reply was, wherever it stands', async () => {
  const edit = tool('edit_file', () => ({ kind: 'refused', reason: 'Not found.' }));
  const model = modelOf(reply([finish(), call('edit_file', {})]), reply([finish()]));
  const talk = conversation();
  const end = await generatePatch(parts({ model, tools: [edit] }), talk);
  expect(end).toMatchObject({ kind: 'finished', turns: 2 });
  expect(resultsIn(talk.messages[2])).toMatchObject([
    { text: 'Not found.', isError: true },
    { text: expect.stringContaining('Not finished'), isError: true },
  ]);
});

test('hidden characters in what a tool returns do not reach the model', async () => {
  const read = tool('read_file', () => ({ kind: 'done', text: 'a\u200b\u{e0041}b <!-- c -->' }));
  const talk = conversation();
  await generatePatch(parts({ model: modelOf(reply([call('read_file', {}), finish()])), tools: [read] }), talk);
  expect(resultsIn(talk.messages[2])[0]?.text).toBe('ab <!-- c -->');
});

test('FAULT 46: an unknown tool is answered with the ones that exist', async () => {
  const model = modelOf(reply([call('run_shell', { command: 'ls' })]), reply([finish()]));
  const talk = conversation();
  const end = await generatePatch(parts({ model, tools: [tool('read_file', () => done)] }), talk);
  expect(end.kind).toBe('finished');
  expect(resultsIn(talk.messages[2])).toMatchObject([
    { isError: true, text: 'There is no tool of this name. The tools are: read_file, finish.' },
  ]);
});

test.each([
  ['nothing', null],
  ['a text', 'done'],
  ['no subject', { summary: 'x' }],
  ['a blank subject', { summary: 'x', subject: '  ' }],
  ['a subject of two lines', { summary: 'x', subject: 'Mend\n\nGoat-Task: other' }],
  ['an unknown field', { summary: 'x', subject: 'y', push: true }],
])('FAULT 46: finish with %s is refused with the reason', async (_, input) => {
  const model = modelOf(reply([call('finish', input)]), reply([finish()]));
  const talk = conversation();
  const end = await generatePatch(parts({ model }), talk);
  expect(end).toMatchObject({ kind: 'finished', subject: 'Carry in sums', turns: 2 });
  expect(resultsIn(talk.messages[2])).toMatchObject([
    { isError: true, text: expect.stringContaining('The input is not valid') },
  ]);
});

test('FAULT 46: the same call that fails three times in the same way ends the work', async () => {
  const refused = () => reply([call('edit_file', { path: 'a', search: 'x' })]);
  const edit = tool('edit_file', () => ({ kind: 'refused', reason: 'The text is\nnot in a.' }));
  const model = modelOf(refused(), refused(), refused(), reply([finish()]));
  const end = await generatePatch(parts({ model, tools: [edit] }), conversation());
  expect(end).toMatchObject({
    kind: 'stuck',
    reason: 'The model is stuck: edit_file failed 3 times in the same way (The text is not in a.).',
    turns: 3,
  });
});

test('calls that fail in different ways may be tried further', async () => {
  let tries = 0;
  const edit = tool('edit_file', () => ({ kind: 'refused', reason: `Reason ${tries++}` }));
  const refused = () => reply([call('edit_file', {})]);
  const model = modelOf(refused(), refused(), refused(), refused(), reply([finish()]));
  const end = await generatePatch(parts({ model, tools: [edit] }), conversation());
  expect(end.kind).toBe('finished');
});

test('FAULT 46: a loop of calls that succeed ends at the turn limit', async () => {
  const model = modelOf(...Array.from({ length: 4 }, () => reply([call('read_file', {})])));
  const end = await generatePatch(
    parts({ model, tools: [tool('read_file', () => done)], maxTurns: 3 }),
    conversation(),
  );
  expect(end).toMatchObject({ kind: 'turn limit', reason: 'The model did not finish within 3 turns.', turns: 3 });
  expect(model.requests).toHaveLength(3);
});

test('a reply without a call is told to go on, and ends the work the third time', async () => {
  const talk = conversation();
  const chat = () => reply([{ type: 'text', text: 'I would do it like this.' }]);
  const model = modelOf(chat(), chat(), chat());
  const end = await generatePatch(parts({ model }), talk);
  expect(end).toMatchObject({ kind: 'stuck', turns: 3 });
  expect(talk.messages[2]).toMatchObject({ role: 'user', content: [{ text: expect.stringContaining('call finish') }] });
});

test('an empty reply leaves no empty message behind', async () => {
  const talk = conversation();
  const end = await generatePatch(parts({ model: modelOf(reply([]), reply([finish()])) }), talk);
  expect(end.kind).toBe('finished');
  expect(talk.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
  expect(talk.messages[0]?.content).toHaveLength(2);
});

test('a thought that was cut off is not sent back', async () => {
  const thinking = { type: 'thinking', thinking: 'It may be', signature: '' } as const;
  const model = modelOf(
    reply([thinking], { stopReason: 'max_tokens' }),
    reply([thinking, { type: 'text', text: 'I see.' }, thinking], { stopReason: 'max_tokens' }),
    reply([finish()]),
  );
  const talk = conversation();
  await generatePatch(parts({ model }), talk);
  expect(talk.messages.map(({ content }) => content.map(({ type }) => type))).toEqual([
    ['text', 'text'],
    ['thinking', 'text'],
    ['text'],
    ['tool_use'],
    ['tool_result'],
  ]);
});

test('a call that max_tokens cut is not run, those before it are', async () => {
  const edit = tool('edit_file', () => done);
  const cut = reply([call('edit_file', { path: 'a' }), call('edit_file', { path: 'b', replace: 'hal' })], {
    stopReason: 'max_tokens',
  });
  const talk = conversation();
  const end = await generatePatch(parts({ model: modelOf(cut, reply([finish()])), tools: [edit] }), talk);
  expect(end.kind).toBe('finished');
  expect(edit.inputs).toEqual([{ path: 'a' }]);
  expect(resultsIn(talk.messages[2])).toMatchObject([
    { isError: false },
    { isError: true, text: expect.stringContaining('cut off') },
  ]);
});

test('a finish that max_tokens cut does not count', async () => {
  const cut = reply([finish()], { stopReason: 'max_tokens' });
  const end = await generatePatch(parts({ model: modelOf(cut, reply([finish()])) }), conversation());
  expect(end).toMatchObject({ kind: 'finished', turns: 2 });
});

test('a model whose replies are cut three times is stuck', async () => {
  const cut = () => reply([{ type: 'text', text: 'Let me think aloud' }], { stopReason: 'max_tokens' });
  const end = await generatePatch(parts({ model: modelOf(cut(), cut(), cut()) }), conversation());
  expect(end).toMatchObject({ kind: 'stuck', reason: expect.stringContaining('it was cut off') });
});

test('a paused reply is gone on with as it is', async () => {
  const paused = reply([{ type: 'text', text: 'Wait' }], { stopReason: 'pause_turn' });
  const model = modelOf(paused, reply([finish()]));
  const end = await generatePatch(parts({ model }), conversation());
  expect(end.kind).toBe('finished');
  expect(model.requests[1]?.messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
});

test('a refusal ends the work, and its tokens count', async () => {
  const model = modelOf(reply([{ type: 'text', text: 'I will not.' }], { stopReason: 'refusal' }));
  const end = await generatePatch(parts({ model }), conversation());
  expect(end).toMatchObject({ kind: 'refused', reason: 'The model declined to work on this request.', turns: 1 });
  expect(end.usage.inputTokens).toBe(10);
});

test('FAULT 47: a spent budget makes no call at all', async () => {
  const model = modelOf();
  const end = await generatePatch(parts({ model, budget: { limitTokens: 5, spentTokens: 5 } }), conversation());
  expect(end).toMatchObject({ kind: 'budget exceeded', turns: 0 });
  expect(model.requests).toHaveLength(0);
});

test('FAULT 47: no call is made that what is left of the budget would not pay, and the last reply gets less room', async () => {
  const usage = { inputTokens: 900, outputTokens: 100, cacheReadTokens: 0, cacheWriteTokens: 0 };
  const model = modelOf(...Array.from({ length: 9 }, () => reply([call('read_file', {})], { usage })));
  const budget = { limitTokens: 8_000, spentTokens: 0 };
  const tools = [tool('read_file', () => done)];
  const end = await generatePatch(parts({ model, budget, tools, maxReplyTokens: 4_000 }), conversation());
  expect(end).toMatchObject({ kind: 'budget exceeded', reason: expect.stringContaining('budget of 8,000 tokens') });
  const rooms = model.requests.map(({ maxTokens }) => maxTokens);
  expect(rooms[0]).toBe(4_000);
  expect(rooms.at(-1)).toBeLessThan(4_000);
  expect(Math.min(...rooms)).toBeGreaterThanOrEqual(1_000);
  expect(end.usage.inputTokens + end.usage.outputTokens).toBeLessThanOrEqual(8_000);
});

test('FAULT 47: dollars and minutes end the work like tokens', async () => {
  const usage = { inputTokens: 400_000, outputTokens: 1_000, cacheReadTokens: 0, cacheWriteTokens: 0 };
  const replies = Array.from({ length: 5 }, () => reply([call('read_file', {})], { usage }));
  const tools = [tool('read_file', () => done)];
  const inDollars = { ...modelOf(...replies), name: 'claude-sonnet-5-5' };
  const limits = { limitTokens: 1_000_000_000, spentTokens: 0 };
  const paid = await generatePatch(
    parts({ model: inDollars, tools, budget: { ...limits, limitDollars: 2 } }),
    conversation(),
  );
  expect(paid).toMatchObject({
    kind: 'budget exceeded',
    reason: 'The budget of $2.00 is spent ($2.43 used).',
    turns: 3,
  });
  expect(paid.usage.dollars).toBeCloseTo(2.43);

  let now = 0;
  const elapsed = async () => (now += 40_000);
  const late = await generatePatch(
    parts({ model: modelOf(...replies), tools, budget: { ...limits, limitMinutes: 1, elapsed } }),
    conversation(),
  );
  expect(late).toMatchObject({ kind: 'budget exceeded', reason: 'The budget of 1 minute is spent.', turns: 1 });
});

test('of a model whose prices are not known, only the tokens count', async () => {
  const model = modelOf(reply([finish()]));
  const end = await generatePatch(
    parts({ model, budget: { limitTokens: 100_000, spentTokens: 0, limitDollars: 0.01, spentDollars: 5 } }),
    conversation(),
  );
  expect(end.kind).toBe('finished');
  expect(end.usage).not.toHaveProperty('dollars');
});

test('the same edit that is made a third time, and so was undone in between, ends the work', async () => {
  const there = () => reply([call('edit_file', { search: 'a', replace: 'b' })]);
  const back = () => reply([call('edit_file', { search: 'b', replace: 'a' })]);
  const edit = { ...tool('edit_file', () => done), edits: true };
  const model = modelOf(there(), back(), there(), back(), there(), back());
  const end = await generatePatch(parts({ model, tools: [edit] }), conversation());
  expect(end).toMatchObject({ kind: 'stuck', reason: expect.stringContaining('the same edit_file 3 times'), turns: 5 });
});

test('reads in a row run at once, and edits in their order', async () => {
  const running: string[] = [];
  let most = 0;
  const slow = (name: string, differences: object) => ({
    ...tool(name, () => done),
    ...differences,
    async run() {
      running.push(name);
      most = Math.max(most, running.length);
      await new Promise((resolve) => setImmediate(resolve));
      if (name === 'edit_file') expect(running).toEqual(['edit_file']);
      running.splice(running.indexOf(name), 1);
      return done;
    },
  });
  const tools = [slow('read_file', { onlyReads: true }), slow('edit_file', { edits: true })];
  const names = ['read_file', 'read_file', 'edit_file', 'edit_file', 'read_file'];
  const model = modelOf(reply([...names.map((name, at) => call(name, { at })), finish()]));
  const talk = conversation();
  expect(await generatePatch(parts({ model, tools }), talk)).toMatchObject({ kind: 'finished' });
  expect(most).toBe(2);
  expect(resultsIn(talk.messages[2])).toHaveLength(6);
});

test('a reply that is too large to record is refused', async () => {
  const huge = reply([{ type: 'text', text: 'x'.repeat(300_000) }]);
  const end = await generatePatch(parts({ model: modelOf(huge) }), conversation());
  expect(end).toMatchObject({ kind: 'refused', reason: expect.stringContaining('200000 are allowed') });
});

test('an error of the model ends the generation with its sentence', async () => {
  const model = { name: 'broken', generate: () => Promise.reject(new Error('No credit left: add some.')) };
  await expect(generatePatch(parts({ model }), conversation())).rejects.toThrow('No credit left: add some.');
});
