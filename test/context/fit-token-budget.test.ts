import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitTokenBudget } from '../../src/context/fit-token-budget.ts';

const items = fc.array(fc.nat({ max: 5_000 }).map((tokens) => ({ tokens })));

test('the budget and the number are never exceeded, and what was left out did not fit', () => {
  fc.assert(
    fc.property(items, fc.integer({ min: -100, max: 20_000 }), fc.nat({ max: 30 }), (all, budget, most) => {
      const taken = fitTokenBudget(all, budget, most);
      const used = taken.reduce((sum, { tokens }) => sum + tokens, 0);
      expect(used).toBeLessThanOrEqual(Math.max(0, budget));
      expect(taken.length).toBeLessThanOrEqual(most);
      const left = all.filter((item) => !taken.includes(item));
      if (taken.length < most) for (const { tokens } of left) expect(tokens).toBeGreaterThan(budget - used);
    }),
  );
});

test('the order stays, and one that is too large keeps no others out', () => {
  const [first, large, last] = [{ tokens: 10 }, { tokens: 1_000 }, { tokens: 20 }];
  expect(fitTokenBudget([first, large, last], 30, 9)).toEqual([first, last]);
});
