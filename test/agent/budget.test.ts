import { expect, test } from 'vitest';
import { whyBudgetIsSpent } from '../../src/agent/budget.ts';
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

test('FAULT 47: a budget is spent when earlier and present replies reach its limit', () => {
  expect(whyBudgetIsSpent({ limitTokens: 5000, spentTokens: 678 }, usage)).toBeNull();
  expect(whyBudgetIsSpent({ limitTokens: 5000, spentTokens: 679 }, usage)).toBe(
    'The budget of 5,000 tokens is spent (5,000 used).',
  );
});
