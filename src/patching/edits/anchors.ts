import { indentOf } from '../indentation.ts';

/** Rows, from 0, both ends inside. */
export interface Block {
  readonly from: number;
  readonly to: number;
}

/**
 * The blocks below lines that a patch names, outermost first: each reaches to the next line that is indented no deeper,
 * closing brackets aside. A name may be cut off at its end.
 */
export function blockBelow(lines: readonly string[], anchors: readonly string[]): readonly Block[] {
  let blocks: readonly Block[] = [{ from: 0, to: lines.length - 1 }];
  for (const anchor of anchors) {
    blocks = blocks.flatMap(({ from, to }) => {
      const rows = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
      const exact = rows.filter((row) => lines[row]?.trim() === anchor);
      const found = exact.length > 0 ? exact : rows.filter((row) => lines[row]?.trim().startsWith(anchor));
      return found.map((row) => ({ from: row, to: endOfBlock(lines, row, to) }));
    });
  }
  return blocks;
}

function endOfBlock(lines: readonly string[], first: number, last: number): number {
  const own = indentOf(lines[first] ?? '').length;
  for (let row = first + 1; row <= last; row += 1) {
    const line = lines[row] ?? '';
    if (line.trim() === '' || indentOf(line).length > own) continue;
    const closes = indentOf(line).length === own && /^[)\]}{]|^end\b|^:/.test(line.trim());
    if (!closes) return row - 1;
    if (!/[({[:]\s*$/.test(line)) return row;
  }
  return last;
}

/** Whether a row stands in a block, or behind it before anything else that has a block; of a name that has none, behind it. */
export function belongsTo(lines: readonly string[], { from, to }: Block, row: number): boolean {
  if (row <= to || lines.slice(from + 1, to + 1).every((line) => line.trim() === '')) return row >= from;
  const own = indentOf(lines[from] ?? '').length;
  let below = -1;
  for (let at = row; at > to; at -= 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const depth = indentOf(line).length;
    if (depth <= own && depth < below && /^\s*[\p{L}_@$]/u.test(line)) return false;
    below = depth;
  }
  return true;
}
