import { expect, test } from 'vitest';
import type { Conversation } from '../../src/agent/conversation.ts';
import { generatePatch } from '../../src/agent/generate-patch.ts';
import type { Model } from '../../src/agent/model.ts';
import type { Steps } from '../../src/tasks/steps.ts';
import { inMemorySteps } from '../fakes/in-memory-steps.ts';
import { call, done, finish, modelOf, reply, tool } from './replies.ts';

const replies = [
  reply([call('write', { text: 'one' }), call('write', { text: 'two' })]),
  reply([{ type: 'text', text: 'More.' }, call('write', { text: 'three' })]),
  reply([call('write', { text: 'four' }), finish()]),
];

/** A whole generation: how it ended, and what its tool wrote. */
async function run(model: Model, steps: Steps, system = 'You fix issues.') {
  const written = tool('write', () => done);
  const talk: Conversation = { system, messages: [{ role: 'user', content: [{ type: 'text', text: 'Fix it.' }] }] };
  const end = await generatePatch(
    {
      model,
      steps,
      tools: [written],
      budget: { limitTokens: 100_000, spentTokens: 0 },
      maxTurns: 9,
      maxReplyTokens: 100,
    },
    talk,
  );
  return { end, written: written.inputs, messages: talk.messages };
}

test.each([0, 1, 2, 3])(
  'a task that crashed after %i replies asks only for the rest and makes the same edits',
  async (k) => {
    const steps = inMemorySteps();
    const first = await run(modelOf(...replies), steps);
    const model = modelOf(...replies.slice(k));
    const second = await run(model, steps.replay(k));
    expect(second).toEqual(first);
    expect(model.requests).toHaveLength(replies.length - k);
  },
);

test('a record of another request ends the task before anything is done with it', async () => {
  const steps = inMemorySteps();
  await run(modelOf(...replies), steps);
  const model = modelOf();
  const { end, written } = await run(model, steps.replay(), 'You fix issues differently.');
  expect(end).toMatchObject({ kind: 'diverged', turns: 0, reason: expect.stringContaining('something else') });
  expect(written).toEqual([]);
  expect(model.requests).toEqual([]);
});

test('a tool that answers differently after the restart is noticed at the next reply', async () => {
  const steps = inMemorySteps();
  await run(modelOf(...replies), steps);
  const changed = tool('write', () => ({ kind: 'done', text: 'another answer' }));
  const end = await generatePatch(
    {
      model: modelOf(),
      steps: steps.replay(),
      tools: [changed],
      budget: { limitTokens: 100_000, spentTokens: 0 },
      maxTurns: 9,
      maxReplyTokens: 100,
    },
    { system: 'You fix issues.', messages: [{ role: 'user', content: [{ type: 'text', text: 'Fix it.' }] }] },
  );
  expect(end).toMatchObject({ kind: 'diverged', turns: 1 });
});
