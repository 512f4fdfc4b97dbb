/**
 * Copies of some bytes that share one buffer. What goes to a thread or comes from it is copied buffer by buffer, and the
 * garbage collector visits each: a hundred small ones cost more than their bytes.
 */
export function inOneBuffer(parts: readonly Uint8Array[]): Uint8Array[] {
  const shared = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  return parts.map((part) => {
    shared.set(part, at);
    at += part.length;
    return shared.subarray(at - part.length, at);
  });
}
