import { hash } from '../../text/hash.ts';

const dimensions = 384;
const block = 128;
const blocks = dimensions / block;
const scale = 1 / block;

/** Fixed signs that follow no pattern. */
const signs = [1, 2].map((round) =>
  Float32Array.from({ length: dimensions }, (_, place) => (hash(`sign ${round} ${place}`) & 1 ? 1 : -1)),
);

/**
 * Turns a vector of 384 numbers so that each of its numbers goes into every one of the result. Lengths and angles stay,
 * and signs begin to tell angles: of a sparse vector they say nothing. It is a random rotation made of signs and fast
 * Walsh-Hadamard transforms (Ailon and Chazelle, The Fast Johnson–Lindenstrauss Transform, 2009), in three blocks because
 * 384 is no power of two, twice, with the blocks mixed in between.
 */
export function rotate(vector: Float32Array): Float32Array {
  const first = transform(vector.map((value, place) => value * (signs[0]?.[place] ?? 1)));
  const mixed = first.map(
    (_, place) => (first[(place % blocks) * block + Math.floor(place / blocks)] ?? 0) * (signs[1]?.[place] ?? 1),
  );
  return transform(mixed).map((value) => value * scale);
}

/** The Walsh-Hadamard transform of each block, in place. */
function transform(vector: Float32Array): Float32Array {
  for (let half = 1; half < block; half *= 2) {
    for (let from = 0; from < dimensions; from += 2 * half) {
      for (let place = from; place < from + half; place += 1) {
        const left = vector[place] ?? 0;
        const right = vector[place + half] ?? 0;
        vector[place] = left + right;
        vector[place + half] = left - right;
      }
    }
  }
  return vector;
}
