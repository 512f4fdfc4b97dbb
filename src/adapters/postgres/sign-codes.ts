/** Of the signs of a vector of 384 numbers. */
export const codeBytes = 48;
const codeWords = codeBytes / Int32Array.BYTES_PER_ELEMENT;

/** One bit for each number: whether it is greater than zero. The first is the lowest of the first byte. */
export function signCode(vector: Float32Array): Uint8Array {
  const code = new Uint8Array(codeBytes);
  for (let place = 0; place < vector.length; place += 1) {
    if ((vector[place] ?? 0) > 0) code[place >>> 3] = (code[place >>> 3] ?? 0) | (1 << (place & 7));
  }
  return code;
}

/** About how near a code is to a vector whose signs are all the same: the greatest number of 16 bits. */
export const mostNear = 2 ** 15 - 1;

/**
 * In how many signs each code agrees with another. Every search runs this for each chunk: bits are added up in groups of two,
 * four, eight and sixteen, those of three words at once (Warren, Hacker's Delight, 2nd edition, 5-1). The other code is in
 * variables, because each look into an array takes as long as some sums.
 * @param words the codes, one behind the other.
 */
export function countAgreeing(words: Int32Array, code: Uint8Array): Uint16Array {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0, j = 0, k = 0, l = 0] = new Int32Array(
    Uint8Array.from(code).buffer,
  );
  const agreeing = new Uint16Array(words.length / codeWords);
  for (let place = 0, at = 0; place < agreeing.length; place += 1, at += codeWords) {
    const eights =
      bitsInEights((words[at] ?? 0) ^ a, (words[at + 1] ?? 0) ^ b, (words[at + 2] ?? 0) ^ c) +
      bitsInEights((words[at + 3] ?? 0) ^ d, (words[at + 4] ?? 0) ^ e, (words[at + 5] ?? 0) ^ f) +
      bitsInEights((words[at + 6] ?? 0) ^ g, (words[at + 7] ?? 0) ^ h, (words[at + 8] ?? 0) ^ i) +
      bitsInEights((words[at + 9] ?? 0) ^ j, (words[at + 10] ?? 0) ^ k, (words[at + 11] ?? 0) ^ l);
    const sixteens = (eights & 0x00ff00ff) + ((eights >>> 8) & 0x00ff00ff);
    agreeing[place] = 8 * codeBytes - ((sixteens + (sixteens >>> 16)) & 0xffff);
  }
  return agreeing;
}

function bitsInEights(left: number, middle: number, right: number): number {
  const fours = bitsInFours(left) + bitsInFours(middle) + bitsInFours(right);
  return (fours & 0x0f0f0f0f) + ((fours >>> 4) & 0x0f0f0f0f);
}

/** In how many signs the `count` codes agree that agree in the most. */
export function leastAgreeing(agreeing: Uint16Array, count: number): number {
  const having = new Uint32Array(8 * codeBytes + 1);
  for (let at = 0; at < agreeing.length; at += 1) having[agreeing[at] ?? 0] = (having[agreeing[at] ?? 0] ?? 0) + 1;
  let least = having.length;
  for (let more = 0; least > 0 && more < count; ) {
    least -= 1;
    more += having[least] ?? 0;
  }
  return least;
}

function bitsInFours(word: number): number {
  const twos = word - ((word >>> 1) & 0x55555555);
  return (twos & 0x33333333) + ((twos >>> 2) & 0x33333333);
}

/**
 * How near some codes are to a vector, in order: the sum of the vector's numbers, each with the code's sign, up to
 * `mostNear`. It keeps the sizes of the numbers, so a quarter of the candidates is enough that counting differing signs would
 * take (Dong, Charikar and Li, Asymmetric Distance Estimation with Sketches, 2008), but it takes twice the time.
 *
 * Words of four bytes and sums of integers halve its time: V8 checks each access to
 * an array for whether its buffer was given to another thread, once any was. Sums of 16 bits are all in a processor's nearest
 * cache, and rounding them moves a code by a thousandth of what codes differ by.
 * @param words the codes, one behind the other.
 * @param codes the places of those that are measured.
 */
export function measureSigns(words: Int32Array, vector: Float32Array, codes: Uint32Array): Float64Array {
  const sums = signSums(vector);
  const nearness = new Float64Array(codes.length);
  for (let code = 0; code < nearness.length; code += 1) {
    const first = codeWords * (codes[code] ?? 0);
    let sum = 0;
    for (let place = 0; place < codeWords; place += 1) {
      const word = words[first + place] ?? 0;
      const table = place << 10;
      sum =
        (sum +
          (sums[table | (word & 255)] ?? 0) +
          (sums[table | 256 | ((word >>> 8) & 255)] ?? 0) +
          (sums[table | 512 | ((word >>> 16) & 255)] ?? 0) +
          (sums[table | 768 | (word >>> 24)] ?? 0)) |
        0;
    }
    nearness[code] = sum;
  }
  return nearness;
}

/** Of each eight numbers with all signs. A word's first byte is its lowest one, as on all that Node is built for but s390x. */
function signSums(vector: Float32Array): Int16Array {
  const scale = mostNear / (vector.reduce((sum, value) => sum + Math.abs(value), 0) || 1);
  const sums = new Int16Array(codeBytes * 256);
  const exact = new Float64Array(256);
  for (let byte = 0; byte < codeBytes; byte += 1) {
    const numbers = vector.subarray(8 * byte, 8 * byte + 8);
    exact[0] = -scale * numbers.reduce((sum, value) => sum + value, 0);
    // Each further bit doubles the signs that are known: with it set, the sum is greater by twice the number.
    numbers.forEach((value, bit) => {
      const size = 1 << bit;
      for (let signs = 0; signs < size; signs += 1) exact[size + signs] = (exact[signs] ?? 0) + 2 * scale * value;
    });
    for (let signs = 0; signs < 256; signs += 1) sums[256 * byte + signs] = Math.round(exact[signs] ?? 0);
  }
  return sums;
}
