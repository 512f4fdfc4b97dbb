/** A run of rows, counted from 0, both ends inside. */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

/** Characters that are not white space, by row. */
export function weigh(lines: readonly string[]): Weights {
  const before = new Uint32Array(lines.length + 1);
  lines.forEach((line, row) => {
    before[row + 1] = (before[row] ?? 0) + filled(line);
  });
  return { of: ({ from, to }) => (before[to + 1] ?? 0) - (before[from] ?? 0) };
}

function filled(line: string): number {
  let count = 0;
  for (let at = 0; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code > 127) return line.replaceAll(/\s+/g, '').length;
    if (code !== 32 && (code < 9 || code > 13)) count += 1;
  }
  return count;
}

export interface Weights {
  of(rows: Rows): number;
}

/**
 * Cuts rows into windows of at most `largest` characters, at blank rows where there are some: a paragraph is not cut
 * unless it is too large by itself, and a row never is.
 */
export function cutAtBlankRows(rows: Rows, weights: Weights, largest: number): Rows[] {
  const windows: Rows[] = [];
  let from = rows.from;
  let paragraphEnd: number | undefined;
  for (let row = rows.from; row <= rows.to; row += 1) {
    if (weights.of({ from, to: row }) > largest && row > from) {
      const to = paragraphEnd ?? row - 1;
      windows.push({ from, to });
      from = to + 1;
      paragraphEnd = undefined;
    }
    if (weights.of({ from: row, to: row }) === 0) paragraphEnd = row;
  }
  windows.push({ from, to: rows.to });
  return windows;
}

/** Without the blank rows at both ends; undefined where all are blank. */
export function withoutBlankEnds({ from, to }: Rows, weights: Weights): Rows | undefined {
  if (weights.of({ from, to }) === 0) return undefined;
  let first = from;
  let last = to;
  while (weights.of({ from: first, to: first }) === 0) first += 1;
  while (weights.of({ from: last, to: last }) === 0) last -= 1;
  return { from: first, to: last };
}
