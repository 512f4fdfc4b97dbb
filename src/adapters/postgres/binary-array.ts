/** Object ids of PostgreSQL's types (`select oid from pg_type`); these never change. */
const oids = { bytea: 17, integer: 23, text: 25 };

/*
 * Arrays as PostgreSQL receives them in binary: node-postgres sends a Buffer as it is, and other arrays as text, which takes
 * three times as long to write and to read. The format is that of `array_recv` (postgresql.org, src/backend/utils/adt/arrayfuncs.c):
 * dimensions, flags, the elements' type, their number and lower bound, then length and bytes of each, all big endian.
 */

export function integerArray(values: ArrayLike<number>): Buffer {
  const { buffer, start } = header(oids.integer, values.length, 8 * values.length);
  for (let index = 0; index < values.length; index += 1) {
    buffer.writeInt32BE(4, start + 8 * index);
    buffer.writeInt32BE(values[index] ?? 0, start + 8 * index + 4);
  }
  return buffer;
}

export function textArray(values: readonly (string | null)[]): Buffer {
  return bytesArray(
    oids.text,
    values.map((value) => (value === null ? null : Buffer.from(value))),
  );
}

export function byteaArray(values: readonly Uint8Array[]): Buffer {
  return bytesArray(oids.bytea, values);
}

/** @param type the object id of the elements' type; their bytes are what that type receives. */
export function bytesArray(type: number, values: readonly (Uint8Array | null)[]): Buffer {
  const size = values.reduce((sum, value) => sum + 4 + (value?.length ?? 0), 0);
  const { buffer, start } = header(type, values.length, size);
  let at = start;
  for (const value of values) {
    at = buffer.writeInt32BE(value === null ? -1 : value.length, at);
    if (value === null) continue;
    buffer.set(value, at);
    at += value.length;
  }
  return buffer;
}

function header(type: number, length: number, size: number): { buffer: Buffer; start: number } {
  const isEmpty = length === 0;
  const buffer = Buffer.allocUnsafe(isEmpty ? 12 : 20 + size);
  buffer.writeInt32BE(isEmpty ? 0 : 1, 0);
  // Whether there are nulls; PostgreSQL looks by itself.
  buffer.writeInt32BE(0, 4);
  buffer.writeInt32BE(type, 8);
  if (isEmpty) return { buffer, start: 12 };
  buffer.writeInt32BE(length, 12);
  buffer.writeInt32BE(1, 16);
  return { buffer, start: 20 };
}
