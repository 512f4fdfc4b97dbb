import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { byteaArray, bytesArray, integerArray, textArray } from '../../../src/adapters/postgres/binary-array.ts';
import type { OpenDatabase } from '../../../src/adapters/postgres/connect.ts';
import { halfVector } from '../../../src/adapters/postgres/half-vector.ts';
import { openTestDatabase } from '../../fakes/database.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** What the database has received. */
async function received(type: string, value: Buffer): Promise<unknown> {
  const [row] = await database.query<{ value: unknown }>(`select $1::${type} as value`, [value]);
  return row?.value;
}

test('the database receives numbers, texts and bytes as they are, none of them too', async () => {
  const text = fc.option(fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0')));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
      fc.array(text),
      fc.array(fc.uint8Array()),
      async (numbers, texts, bytes) => {
        expect(await received('integer[]', integerArray(numbers))).toEqual(numbers);
        expect(await received('text[]', textArray(texts))).toEqual(texts);
        const buffers = bytes.map((value) => Buffer.from(value));
        expect(await received('bytea[]', byteaArray(buffers))).toEqual(buffers);
      },
    ),
    { numRuns: 30 },
  );
});

test('a half vector is the vector, rounded to eleven bits', async () => {
  const [type] = await database.query<{ oid: number }>("select 'halfvec'::regtype::oid::integer as oid");
  const number = fc.float({ min: -1, max: 1, noNaN: true });
  await fc.assert(
    fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 20 }), async (numbers) => {
      const vector = Float32Array.from(numbers);
      const packed = bytesArray(type?.oid ?? 0, [halfVector(vector)]);
      const [row] = await database.query<{ numbers: number[] }>(
        'select (($1::halfvec[])[1]::vector)::real[] as numbers',
        [packed],
      );
      expect(row?.numbers).toHaveLength(vector.length);
      vector.forEach((value, place) => {
        // Under the smallest normal number of 16 bits it is zero.
        const allowed = Math.max(Math.abs(value) * 2 ** -11, 2 ** -14);
        expect(Math.abs((row?.numbers[place] ?? Number.NaN) - value)).toBeLessThanOrEqual(allowed);
      });
    }),
    { numRuns: 30 },
  );
});
