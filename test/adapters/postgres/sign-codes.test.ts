import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeBytes, measureSigns, mostNear, signCode } from '../../../src/adapters/postgres/sign-codes.ts';

const vector = fc
  .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 384, maxLength: 384 })
  .map((numbers) => Float32Array.from(numbers));

test('nearness is the sum of the numbers of one vector, each with the sign of the other', () => {
  fc.assert(
    fc.property(vector, fc.array(vector, { maxLength: 3 }), (query, stored) => {
      const bytes = new Uint8Array(codeBytes * stored.length);
      stored.forEach((each, place) => {
        bytes.set(signCode(each), codeBytes * place);
      });
      const most = query.reduce((sum, value) => sum + Math.abs(value), 0) || 1;
      const shares = Array.from(measureSigns(new Int32Array(bytes.buffer), query), (near) => near / mostNear);
      expect(shares).toHaveLength(stored.length);
      stored.forEach((each, place) => {
        const sum = query.reduce((all, value, number) => all + ((each[number] ?? 0) > 0 ? value : -value), 0);
        // Each of the parts of a sum is rounded by at most a half.
        expect(Math.abs((shares[place] ?? 0) - sum / most)).toBeLessThan(codeBytes / mostNear);
      });
    }),
  );
});
