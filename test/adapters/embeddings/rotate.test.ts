import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rotate } from '../../../src/adapters/embeddings/rotate.ts';

const vector = fc
  .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 384, maxLength: 384 })
  .map((numbers) => Float32Array.from(numbers));

function product(left: Float32Array, right: Float32Array): number {
  return left.reduce((sum, value, place) => sum + value * (right[place] ?? 0), 0);
}

test('lengths and angles stay', () => {
  fc.assert(
    fc.property(vector, vector, (left, right) => {
      expect(product(rotate(left), rotate(right))).toBeCloseTo(product(left, right), 2);
    }),
  );
});

test('one number goes into all of them, about evenly', () => {
  for (const place of [0, 1, 200, 383]) {
    const turned = rotate(new Float32Array(384).fill(1, place, place + 1));
    expect(turned.filter((value) => value === 0).length).toBeLessThan(384 / 2);
    expect(Math.max(...turned.map(Math.abs))).toBeLessThan(0.3);
  }
});
