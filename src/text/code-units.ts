let units = new Uint16Array(2 ** 16);

/**
 * The UTF-16 units of a text: a loop over numbers in an array takes a fraction of one over `charCodeAt`, since strings are
 * of many kinds. The array is the same one each time: the next call overwrites it. The processors that Node runs on are
 * little endian.
 */
export function codeUnitsOf(text: string): Uint16Array {
  if (text.length > units.length) units = new Uint16Array(2 * text.length);
  Buffer.from(units.buffer).write(text, 'utf16le');
  return units.subarray(0, text.length);
}
