import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  codeBytes,
  countAgreeing,
  leastAgreeing,
  measureSigns,
  mostNear,
  signCode,
} from '../../../src/adapters/postgres/sign-codes.ts';

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
      const codes = Uint32Array.from(stored, (_, place) => place);
      const shares = Array.from(measureSigns(new Int32Array(bytes.buffer), query, codes), (near) => near / mostNear);
      expect(shares).toHaveLength(stored.length);
      stored.forEach((each, place) => {
        const sum = query.reduce((all, value, number) => all + ((each[number] ?? 0) > 0 ? value : -value), 0);
        // Each of the parts of a sum is rounded by at most a half.
        expect(Math.abs((shares[place] ?? 0) - sum / most)).toBeLessThan(codeBytes / mostNear);
      });
    }),
  );
});

test('codes agree in the signs that are the same', () => {
  fc.assert(
    fc.property(vector, fc.array(vector, { maxLength: 3 }), (query, stored) => {
      const bytes = new Uint8Array(codeBytes * stored.length);
      stored.forEach((each, place) => {
        bytes.set(signCode(each), codeBytes * place);
      });
      const agreeing = stored.map(
        (each) => each.filter((value, number) => value > 0 === (query[number] ?? 0) > 0).length,
      );
      expect(Array.from(countAgreeing(new Int32Array(bytes.buffer), signCode(query)))).toEqual(agreeing);
    }),
  );
  const opposite = signCode(new Float32Array(384).fill(-1));
  expect([...countAgreeing(new Int32Array(signCode(new Float32Array(384).fill(1)).buffer), opposite)]).toEqual([0]);
});

test('so many codes agree in at least so many signs, and all that agree in as many as the last of them', () => {
  const agreeing = Uint16Array.of(3, 384, 200, 3, 0);
  expect([1, 2, 3, 4, 5, 6].map((count) => leastAgreeing(agreeing, count))).toEqual([384, 200, 3, 3, 0, 0]);
  expect(leastAgreeing(new Uint16Array(), 10)).toBe(0);
});
