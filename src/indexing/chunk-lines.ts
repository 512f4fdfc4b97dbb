import { codeUnitsOf } from '../text/code-units.ts';

/** A run of rows, counted from 0, both ends inside. */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

/** Characters that are not white space, by row. */
export function weigh(lines: readonly string[]): Weights {
  const before = new Uint32Array(lines.length + 1);
  const units = codeUnitsOf(lines.join('\n'));
  let start = 0;
  lines.forEach((line, row) => {
    const end = start + line.length;
    before[row + 1] = (before[row] ?? 0) + (filledAscii(units, start, end) ?? line.replaceAll(/\s+/g, '').length);
    start = end + 1;
  });
  return { of: ({ from, to }) => (before[to + 1] ?? 0) - (before[from] ?? 0) };
}

/** Undefined where there is something else than ASCII. */
function filledAscii(units: Uint16Array, start: number, end: number): number | undefined {
  let count = 0;
  for (let at = start; at < end; at += 1) {
    const code = units[at] ?? 0;
    if (code > 127) return undefined;
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
