import { diffArrays } from 'diff';
import type { Piece } from './piece.ts';

/** Edits beyond which a place stays one conflict: finding the least difference is quadratic. */
const maxEditLength = 1_000;

/** Three versions of some lines, as pieces between the lines that neither side touched. */
export function alignLines({ base, left, right }: Piece): Piece[] {
  const [old, ours, theirs] = [cut(base), cut(left), cut(right)];
  const inLeft = matches(old, ours);
  const inRight = matches(old, theirs);
  if (!inLeft || !inRight) return [{ base, left, right }];
  const pieces: Piece[] = [];
  const done = { base: 0, left: 0, right: 0 };
  const flush = (to: typeof done) => {
    const piece = {
      base: old.slice(done.base, to.base).join(''),
      left: ours.slice(done.left, to.left).join(''),
      right: theirs.slice(done.right, to.right).join(''),
    };
    if (piece.base !== '' || piece.left !== '' || piece.right !== '') pieces.push(piece);
    Object.assign(done, to);
  };
  old.forEach((_, index) => {
    const [a, b] = [inLeft.get(index), inRight.get(index)];
    if (a === undefined || b === undefined) return;
    flush({ base: index, left: a, right: b });
    flush({ base: index + 1, left: a + 1, right: b + 1 });
  });
  flush({ base: old.length, left: ours.length, right: theirs.length });
  return pieces;
}

/** A line begins with its line end, as pieces do. */
export const cut = (text: string) => (text === '' ? [] : text.split(/(?=\n)/));

/** Where each of `old` is in `now`, by a least difference; undefined where that would take too long. */
export function matches(old: readonly string[], now: readonly string[]): Map<number, number> | undefined {
  const changes = diffArrays([...old], [...now], { maxEditLength });
  if (!changes) return undefined;
  const found = new Map<number, number>();
  let [from, to] = [0, 0];
  for (const { added, removed, count = 0 } of changes) {
    if (!added && !removed) for (let index = 0; index < count; index += 1) found.set(from + index, to + index);
    if (!added) from += count;
    if (!removed) to += count;
  }
  return found;
}

/** What of the old was replaced, from and up to; nothing of it where something was only added. */
export interface Replaced {
  readonly start: number;
  readonly end: number;
  readonly added: readonly string[];
}

/** The changes that make one list of another, by a least difference; undefined where that would take too long. */
export function replacedBetween(old: readonly string[], now: readonly string[]): Replaced[] | undefined {
  const kept = matches(old, now);
  if (!kept) return undefined;
  const changes: Replaced[] = [];
  let [start, from] = [0, 0];
  for (const [end, to] of [...kept, [old.length, now.length] as const]) {
    if (start < end || from < to) changes.push({ start, end, added: now.slice(from, to) });
    [start, from] = [end + 1, to + 1];
  }
  return changes;
}
