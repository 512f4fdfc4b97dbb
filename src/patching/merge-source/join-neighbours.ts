import { cut, type Replaced, replacedBetween } from './merge-lines.ts';
import type { Piece } from './piece.ts';

/** Lines of the base that one change replaces: who rewrote more may have counted on what is beside it. */
const mostLines = 2;
const isInsertion = ({ start, end }: Replaced) => start === end;

/**
 * The edits of both sides in a place where each changed or deleted other lines than the other, however near. Undefined
 * where they changed one line, and where lines that one added may belong to one that the other changed.
 */
export function joinNeighbours({ base, left, right }: Piece): string | undefined {
  const old = cut(base);
  const [ours, theirs] = [replacedBetween(old, cut(left)), replacedBetween(old, cut(right))];
  if (!ours || !theirs || [...ours, ...theirs].some(({ start, end }) => end - start > mostLines)) return undefined;
  const merged: string[] = [];
  let last: Replaced | undefined;
  for (const change of [...ours, ...theirs].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const done = last?.end ?? 0;
    const touches = last !== undefined && change.start === done;
    if (change.start < done || (touches && [last, change].some((each) => each && isInsertion(each)))) return undefined;
    // Where a line was deleted, the white space around it may still be there.
    const added = change.added.some((line) => line.trim() !== '') || isInsertion(change) ? change.added : [];
    merged.push(...old.slice(done, change.start), ...added);
    last = change;
  }
  return [...merged, ...old.slice(last?.end ?? 0)].join('');
}
