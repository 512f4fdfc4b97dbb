/** The last lines of a log. */
export interface Tail {
  add(line: string): void;
  read(): string;
}

/** @param length about how many UTF-16 units are kept. */
export function keepTail(length: number): Tail {
  let lines: string[] = [];
  let size = 0;
  const trim = () => {
    let first = lines.length;
    let kept = 0;
    while (first > 0 && kept < length) {
      first--;
      kept += (lines[first]?.length ?? 0) + 1;
    }
    lines = lines.slice(first);
    size = kept;
  };
  return {
    add(line) {
      lines.push(line);
      size += line.length + 1;
      // At twice the size, so that each line is moved a constant number of times.
      if (size > length * 2) trim();
    },
    // A part of a string keeps the whole of it in memory; the copy does not.
    read: () => Buffer.from(lines.join('\n')).toString(),
  };
}
