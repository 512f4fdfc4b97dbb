import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeBytes, signCode, signSum, signSums } from '../../../src/adapters/postgres/sign-codes.ts';

const vector = fc
  .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 384, maxLength: 384 })
  .map((numbers) => Float32Array.from(numbers));

test('the sum of signs is that of the numbers of one vector, each with the sign of the other', () => {
  fc.assert(
    fc.property(vector, vector, (query, stored) => {
      const codes = Buffer.concat([Buffer.alloc(codeBytes), signCode(stored)]);
      const expected = query.reduce((sum, value, place) => sum + ((stored[place] ?? 0) > 0 ? value : -value), 0);
      expect(signSum(signSums(query), codes, codeBytes)).toBeCloseTo(expected, 3);
    }),
  );
});
