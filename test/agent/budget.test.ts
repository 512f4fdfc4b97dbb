import { expect, test } from 'vitest';
import { roomWithin } from '../../src/agent/budget.ts';
import { defaultModel, defaultSmallModel } from '../../src/agent/default-model.ts';
import { dollarsOf } from '../../src/agent/dollars-of.ts';
import { findModel, modelFacts } from '../../src/agent/model-facts.ts';
import { addUsage, noUsage, totalTokens } from '../../src/text/usage.ts';

const usage = { inputTokens: 1, outputTokens: 20, cacheReadTokens: 300, cacheWriteTokens: 4000 };

test('all kinds of tokens count', () => {
  expect(totalTokens(usage)).toBe(4321);
  expect(addUsage(usage, addUsage(usage, noUsage))).toEqual({
    inputTokens: 2,
    outputTokens: 40,
    cacheReadTokens: 600,
    cacheWriteTokens: 8000,
  });
});

const call = { model: 'claude-haiku-5-5', promptTokens: 50_000, cachedTokens: 0, maxTokens: 4_000 };

test('FAULT 47: a budget is spent when earlier and present replies reach its limit', async () => {
  const small = { ...call, promptTokens: 0, maxTokens: 1 };
  expect(await roomWithin({ limitTokens: 5000, spentTokens: 678 }, usage, small)).toEqual({
    kind: 'room',
    maxTokens: 1,
  });
  expect(await roomWithin({ limitTokens: 5000, spentTokens: 679 }, usage, small)).toEqual({
    kind: 'spent',
    reason: 'The budget of 5,000 tokens is spent (5,000 used).',
  });
});

test('a reply gets the room that the rest of the dollars pays; a prompt from the cache leaves more', async () => {
  const budget = { limitTokens: 1_000_000, spentTokens: 0, limitDollars: 1, spentDollars: 0.992 };
  expect(await roomWithin(budget, noUsage, call)).toEqual({ kind: 'room', maxTokens: 3_500 });
  expect(await roomWithin(budget, noUsage, { ...call, cachedTokens: 50_000 })).toEqual({
    kind: 'room',
    maxTokens: 4_000,
  });
  expect(await roomWithin({ ...budget, spentDollars: 0.9935 }, noUsage, call)).toEqual({
    kind: 'spent',
    reason: 'What is left of the budget of $1.00 does not pay another call of the model ($0.99 used).',
  });
});

test('prices are known by the name of a model and by its dated name, and rise with a long prompt', () => {
  const million = { inputTokens: 1_000_000, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };
  expect(dollarsOf(million, 'claude-haiku-4-5-20251001')).toBe(1);
  expect(dollarsOf(million, 'claude-haiku-5-5')).toBe(0.5);
  expect(dollarsOf({ ...million, inputTokens: 100_000 }, 'claude-haiku-5-5')).toBe(0.01);
  expect(dollarsOf({ ...million, inputTokens: 0, cacheReadTokens: 1_000_000 }, 'claude-sonnet-5-5')).toBe(0.1);
  expect(dollarsOf(million, 'some-other-model')).toBeNull();
});

test('the models that are used by default are known, and the file says where its figures are from', () => {
  for (const name of [defaultModel, defaultSmallModel]) expect(findModel(name)).not.toBeNull();
  expect(modelFacts().source).toMatch(/^https:/);
});

test('what is kept for later is no room now, of tokens and of dollars', async () => {
  const tokens = { limitTokens: 12_000, spentTokens: 0 };
  const small = { ...call, promptTokens: 4_000, cachedTokens: 0 };
  expect(await roomWithin({ ...tokens, kept: 1 / 6 }, noUsage, small)).toEqual({ kind: 'room', maxTokens: 4_000 });
  expect(await roomWithin({ ...tokens, kept: 1 / 2 }, noUsage, small)).toMatchObject({
    kind: 'room',
    maxTokens: 2_000,
  });
  expect(await roomWithin({ ...tokens, kept: 2 / 3 }, noUsage, small)).toMatchObject({ kind: 'spent' });
  const dollars = { limitTokens: 1_000_000, spentTokens: 0, limitDollars: 0.01 };
  expect(await roomWithin({ ...dollars, kept: 1 }, noUsage, small)).toMatchObject({ kind: 'spent' });
});
