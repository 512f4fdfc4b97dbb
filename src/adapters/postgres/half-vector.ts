const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/**
 * A vector as pgvector receives a `halfvec`: the number of dimensions, an unused word, and numbers of 16 bits
 * (github.com/pgvector/pgvector, src/halfvec.c). Its numbers are between -1 and 1; what is too small for one is zero.
 */
export function halfVector(vector: Float32Array): Buffer {
  const packed = Buffer.alloc(4 + 2 * vector.length);
  packed.writeUInt16BE(vector.length, 0);
  for (let place = 0; place < vector.length; place += 1) {
    packed.writeUInt16BE(halfOf(vector[place] ?? 0), 4 + 2 * place);
  }
  return packed;
}

/** IEEE 754 binary16 of a number under 65,504: its sign, five bits of exponent and ten of mantissa, rounded. */
function halfOf(value: number): number {
  single[0] = value;
  const whole = bits[0] ?? 0;
  const sign = (whole >>> 16) & 0x8000;
  // The exponents differ by 112; adding half of the last place that is kept rounds, also into the exponent.
  const rounded = ((whole & 0x7fffffff) + 0x1000 - (112 << 23)) >> 13;
  return rounded < 0x400 ? sign : sign | rounded;
}

/** The numbers that 16 bits stand for, by these bits. */
export const halfNumbers = Float32Array.from({ length: 2 ** 16 }, (_, half) => numberOf(half));

function numberOf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const mantissa = half & 0x3ff;
  return exponent === 0 ? sign * mantissa * 2 ** -24 : sign * (1 + mantissa / 1024) * 2 ** (exponent - 15);
}

/** The numbers of packed vectors that stand one behind the other, without what is around each, as bits. */
export function readHalves(packed: Buffer, dimensions: number): Uint16Array {
  const size = 4 + 2 * dimensions;
  const count = Math.floor(packed.length / size);
  const halves = new Uint16Array(count * dimensions);
  for (let vector = 0; vector < count; vector += 1) {
    for (let place = 0; place < dimensions; place += 1) {
      halves[vector * dimensions + place] = packed.readUInt16BE(vector * size + 4 + 2 * place);
    }
  }
  return halves;
}
