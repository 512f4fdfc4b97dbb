import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leastOfBest } from '../../src/context/least-of-best.ts';

test('what is not less than it holds the greatest, and few others', () => {
  const numbers = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 300 }), (values, count) => {
      const least = leastOfBest(Float64Array.from(values), count);
      const best = values.toSorted((left, right) => right - left).slice(0, count);
      expect(values.filter((value) => value >= least).length).toBeGreaterThanOrEqual(best.length);
      expect(Math.min(...best)).toBeGreaterThanOrEqual(least);
    }),
  );
  const ascending = Float64Array.from({ length: 10_000 }, (_, number) => number);
  expect(ascending.filter((value) => value >= leastOfBest(ascending, 100)).length).toBeLessThan(110);
});
