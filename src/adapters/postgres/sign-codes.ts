/** Of the signs of a vector of 384 numbers. */
export const codeBytes = 48;

/** One bit for each number: whether it is greater than zero. The first is the lowest of the first byte. */
export function signCode(vector: Float32Array): Uint8Array {
  const code = new Uint8Array(codeBytes);
  for (let place = 0; place < vector.length; place += 1) {
    if ((vector[place] ?? 0) > 0) code[place >>> 3] = (code[place >>> 3] ?? 0) | (1 << (place & 7));
  }
  return code;
}

/**
 * How near codes are to a vector: the sum of its numbers, each with the code's sign. It keeps the sizes of the vector's
 * numbers, so a quarter of the candidates is enough that counting differing signs would take (Dong, Charikar and Li,
 * Asymmetric Distance Estimation with Sketches, 2008). By a table of the sums of each eight numbers with all signs.
 */
export function signSums(vector: Float32Array): Float32Array {
  const sums = new Float32Array(codeBytes * 256);
  for (let byte = 0; byte < codeBytes; byte += 1) {
    for (let signs = 0; signs < 256; signs += 1) {
      let sum = 0;
      for (let bit = 0; bit < 8; bit += 1)
        sum += (signs >>> bit) & 1 ? (vector[8 * byte + bit] ?? 0) : -(vector[8 * byte + bit] ?? 0);
      sums[256 * byte + signs] = sum;
    }
  }
  return sums;
}

/** @param from where the code begins. */
export function signSum(sums: Float32Array, codes: Uint8Array, from: number): number {
  let sum = 0;
  for (let byte = 0; byte < codeBytes; byte += 1) sum += sums[256 * byte + (codes[from + byte] ?? 0)] ?? 0;
  return sum;
}
