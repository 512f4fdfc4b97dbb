import type { Side } from '../state/review.ts';

export interface DiffLine {
  /** The hunk that it is in, counted from 0. */
  readonly hunk: number;
  /** Its place in the patch, whose first line is 0. */
  readonly index: number;
  /** Its number on each side; null where it does not stand. */
  readonly left: number | null;
  readonly right: number | null;
}

/** The lines of a patch that can be commented on: of its hunks, context included. */
export function diffLines(patch: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let [hunk, left, right] = [-1, 0, 0];
  for (const [index, line] of patch.split('\n').entries()) {
    const head = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (head !== null) {
      hunk += 1;
      left = Number(head[1]);
      right = Number(head[2]);
      continue;
    }
    if (line.startsWith('\\')) continue;
    const [onLeft, onRight] = [!line.startsWith('+'), !line.startsWith('-')];
    lines.push({ hunk, index, left: onLeft ? left : null, right: onRight ? right : null });
    if (onLeft) left += 1;
    if (onRight) right += 1;
  }
  return lines;
}

export function findDiffLine(lines: readonly DiffLine[], side: Side, number: number): DiffLine | undefined {
  return lines.find((line) => (side === 'LEFT' ? line.left : line.right) === number);
}
