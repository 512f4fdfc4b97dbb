/** Lines of which the first and the last are kept, however many come. */
export interface BoundedLines {
  readonly isEmpty: boolean;
  add(line: string): void;
  /** Gives the lines, and starts anew. */
  take(): string[];
}

/** @param limit the most lines that are kept, half of them from the start. No tool needs more to say why a test failed. */
export function boundedLines(limit = 400): BoundedLines {
  const half = Math.floor(limit / 2);
  let head: string[] = [];
  let tail: string[] = [];
  return {
    get isEmpty() {
      return head.length === 0;
    },
    add(line) {
      if (head.length < half) head.push(line);
      else tail.push(line);
      // At twice the size, so that each line is moved a constant number of times.
      if (tail.length > limit) tail = tail.slice(-half);
    },
    take() {
      const lines = [...head, ...tail.slice(-half)];
      head = [];
      tail = [];
      return lines;
    },
  };
}
