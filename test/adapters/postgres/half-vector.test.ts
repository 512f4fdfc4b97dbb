import { expect, test } from 'vitest';
import { halfNumbers, halfVector, readHalves } from '../../../src/adapters/postgres/half-vector.ts';

test('a packed vector is read back as the nearest numbers of 16 bits, also very small ones', () => {
  const vector = Float32Array.of(0, 1, -1, 0.5, 0.1, -0.0625, 1 / 3, 2 ** -14);
  const read = Array.from(readHalves(halfVector(vector), vector.length), (half) => halfNumbers[half] ?? Number.NaN);
  read.forEach((number, place) => {
    expect(Math.abs(number - (vector[place] ?? 0))).toBeLessThanOrEqual(Math.abs(vector[place] ?? 0) * 2 ** -11);
  });
});

test('vectors stand one behind the other', () => {
  const packed = Buffer.concat([halfVector(Float32Array.of(1, 0.5)), halfVector(Float32Array.of(-1, 0.25))]);
  expect(Array.from(readHalves(packed, 2), (half) => halfNumbers[half])).toEqual([1, 0.5, -1, 0.25]);
});

test('the numbers that 16 bits stand for are those of IEEE 754', () => {
  expect([0x3c00, 0xc000, 0x0001, 0x03ff, 0x0400].map((half) => halfNumbers[half])).toEqual([
    1,
    -2,
    2 ** -24,
    Math.fround(1_023 * 2 ** -24),
    2 ** -14,
  ]);
});
