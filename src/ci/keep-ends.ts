/** A log of which the start and the end are kept, however much comes. */
export interface EndsOfLog {
  add(chunk: Uint8Array): void;
  /** What was kept, with a line in the place of what was left out. */
  read(): Buffer;
}

/**
 * @param limit the most bytes that are kept, half of them from the start; a test log says what matters at its end, and
 *   how it came to that at its start.
 */
export function keepEnds(limit = 10 * 1024 * 1024): EndsOfLog {
  const half = Math.floor(limit / 2);
  const head: Uint8Array[] = [];
  let headBytes = 0;
  let tail: Uint8Array[] = [];
  let tailBytes = 0;
  let leftOut = 0;

  const trimTail = () => {
    const all = Buffer.concat(tail);
    const kept = all.subarray(Math.max(all.length - half, 0));
    leftOut += all.length - kept.length;
    tail = [kept];
    tailBytes = kept.length;
  };

  return {
    add(chunk) {
      const toHead = chunk.subarray(0, Math.max(half - headBytes, 0));
      if (toHead.length > 0) head.push(toHead);
      headBytes += toHead.length;
      const rest = chunk.subarray(toHead.length);
      if (rest.length > 0) tail.push(rest);
      tailBytes += rest.length;
      // At twice the size, so that each byte is copied a constant number of times.
      if (tailBytes > limit) trimTail();
    },
    read() {
      trimTail();
      const gap = leftOut === 0 ? '' : `\n… ${leftOut} bytes of the log are left out …\n`;
      return Buffer.concat([...head, Buffer.from(gap), ...tail]);
    },
  };
}
