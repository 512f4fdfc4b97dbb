import { indentOf } from '../indentation.ts';

/** Rows, from 0, both ends inside. */
interface Block {
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
    const closes = indentOf(line).length === own && /^[)\]}]|^end\b|^:/.test(line.trim());
    if (!closes) return row - 1;
    if (!/[({[:]\s*$/.test(line)) return row;
  }
  return last;
}
