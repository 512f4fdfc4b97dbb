import { type Replaced, replacedBetween } from './merge-lines.ts';
import type { Piece } from './piece.ts';
import { mostWords, word } from './weave-words.ts';

/**
 * The side that holds the edit of the other: wherever that one changed a place, this one replaced at least the same words
 * and put at least the same in, and what that one deleted, it deleted. Undefined where there is none, and for an edit
 * that only deletes.
 */
export function heldEdit({ base, left, right }: Piece): string | undefined {
  const [old, ours, theirs] = [base, left, right].map((text) => wordsOf(text));
  if (!old || !ours || !theirs || old.length === 0 || Math.max(old.length, ours.length, theirs.length) > mostWords)
    return undefined;
  const [mine, other] = [replacedBetween(old, ours), replacedBetween(old, theirs)];
  if (!mine || !other) return undefined;
  if (holds(other, mine)) return right;
  return holds(mine, other) ? left : undefined;
}

function holds(large: readonly Replaced[], small: readonly Replaced[]): boolean {
  const isHeld = (change: Replaced) =>
    large.some((one) => (change.added.length > 0 ? covers(one, change) : isSame(one, change)));
  return small.some(({ added }) => added.length > 0) && small.every(isHeld);
}

const covers = (one: Replaced, { start, end, added }: Replaced) =>
  one.start <= start && one.end >= end && isWithin(added, one.added);
const isSame = (one: Replaced, { start, end }: Replaced) =>
  one.start === start && one.end === end && one.added.length === 0;

function isWithin(some: readonly string[], all: readonly string[]): boolean {
  let found = 0;
  for (const each of all) if (each === some[found]) found += 1;
  return found === some.length;
}

const wordsOf = (text: string) => (text.match(word) ?? []).filter((each) => each.trim() !== '');
