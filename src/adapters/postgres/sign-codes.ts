/** Bytes and 32-bit words of the signs of a vector of 384 numbers. */
export const codeBytes = 48;
export const codeWords = 12;

/** One bit for each number: whether it is greater than zero. The first is the lowest of the first word. */
export function signCode(vector: Float32Array): Uint32Array {
  const code = new Uint32Array(codeWords);
  for (let place = 0; place < vector.length; place += 1) {
    if ((vector[place] ?? 0) > 0) code[place >>> 5] = (code[place >>> 5] ?? 0) | (1 << (place & 31));
  }
  return code;
}

/** In how many signs two vectors differ: the more, the wider the angle between them. */
export function differingSigns(codes: Uint32Array, from: number, code: Uint32Array): number {
  let count = 0;
  for (let word = 0; word < codeWords; word += 1) count += bitsOf((codes[from + word] ?? 0) ^ (code[word] ?? 0));
  return count;
}

/** Counts by halves, in five steps (Warren, Hacker's Delight, 5-1). */
function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  bits = (bits + (bits >>> 4)) & 0x0f0f0f0f;
  return Math.imul(bits, 0x01010101) >>> 24;
}
