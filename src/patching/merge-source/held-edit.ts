import { matches } from './merge-lines.ts';
import type { Piece } from './piece.ts';

interface Change {
  /** Words of the base that are gone, from and up to. */
  readonly start: number;
  readonly end: number;
  readonly added: readonly string[];
}

/** A number with what belongs to it, as a version, is one word. */
const word = /\d[\p{L}\p{N}_]*(?:[.+-][\p{L}\p{N}_]+)*|[\p{L}_][\p{L}\p{N}_]*|[^\s\p{L}\p{N}_]/gu;
/** Words that are compared at most: a place is a few lines. */
const mostWords = 600;

/**
 * The side that holds the edit of the other: wherever that one changed a place, this one replaced at least the same words
 * and put at least the same in. Undefined where there is none, and for an edit that only deletes.
 */
export function heldEdit({ base, left, right }: Piece): string | undefined {
  const [old, ours, theirs] = [base, left, right].map((text) => text.match(word) ?? []);
  if (!old || !ours || !theirs || old.length === 0 || Math.max(old.length, ours.length, theirs.length) > mostWords)
    return undefined;
  const [mine, other] = [changesOf(old, ours), changesOf(old, theirs)];
  if (!mine || !other) return undefined;
  if (holds(other, mine)) return right;
  return holds(mine, other) ? left : undefined;
}

function holds(large: readonly Change[], small: readonly Change[]): boolean {
  const isHeld = ({ start, end, added }: Change) =>
    added.length > 0 && large.some((one) => one.start <= start && one.end >= end && isWithin(added, one.added));
  return small.length > 0 && small.every(isHeld);
}

function isWithin(some: readonly string[], all: readonly string[]): boolean {
  let found = 0;
  for (const each of all) if (each === some[found]) found += 1;
  return found === some.length;
}

function changesOf(old: readonly string[], now: readonly string[]): Change[] | undefined {
  const kept = matches(old, now);
  if (!kept) return undefined;
  const changes: Change[] = [];
  let [from, to] = [0, 0];
  for (const [end, at] of [...kept, [old.length, now.length] as const]) {
    if (from < end || to < at) changes.push({ start: from, end, added: now.slice(to, at) });
    [from, to] = [end + 1, at + 1];
  }
  return changes;
}
