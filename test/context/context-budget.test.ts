import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ContextBudget, contextRoom, costOf, defaultBudget } from '../../src/context/context-budget.ts';

const budget: ContextBudget = { ...defaultBudget, ratio: 1, system: 1_000, request: 500 };

test('the room is what the reply, the prompts and the request leave', () => {
  expect(contextRoom(budget)).toBe(100_000 - 4_000 - 1_500 - 16);
});

test('a model with smaller tokens has less room', () => {
  expect(contextRoom({ ...budget, ratio: 1.5 })).toBe(64_000 - 1_500 - 16);
});

test('a budget that is too small is refused, and the budget that it names will do', () => {
  const natural = fc.nat({ max: 50_000 });
  const ratios = fc.double({ min: 0.5, max: 3, noNaN: true });
  fc.assert(
    fc.property(natural, natural, natural, natural, ratios, (tokens, replyTokens, system, request, ratio) => {
      const given = { ...budget, tokens, replyTokens, system, request, ratio };
      const room = contextRoom(given);
      if (typeof room === 'number') return;
      expect(room.neededTokens).toBeGreaterThan(tokens);
      expect(contextRoom({ ...given, tokens: room.neededTokens })).toBeTypeOf('number');
    }),
  );
});

test('whoever fills the room is not over the budget', () => {
  const ratios = fc.double({ min: 0.5, max: 3, noNaN: true });
  fc.assert(
    fc.property(fc.nat({ max: 200_000 }), ratios, (tokens, ratio) => {
      const given = { ...budget, tokens, ratio };
      const room = contextRoom(given);
      if (typeof room !== 'number') return;
      const { total, ...shares } = costOf(given, { facts: 100, map: 100, chunks: room - 200 });
      expect(total).toBeLessThanOrEqual(tokens);
      expect(shares).toMatchObject({ reply: 4_000, facts: Math.round(100 * ratio) });
    }),
  );
});
