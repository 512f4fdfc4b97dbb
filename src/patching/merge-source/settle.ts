import { cut, matches } from './merge-lines.ts';
import type { Piece } from './piece.ts';

/**
 * What a place comes to whose lines both sides changed, where they made the same edit in part: one side's edit holds the
 * other's, or both added lines of which some are the same and keep the rest apart. Undefined where a person must say.
 */
export function settle({ base, left, right }: Piece): string | undefined {
  if (base.trim() === '') return joinAdditions(cut(left), cut(right)) ?? joinTags(left, right);
  const old = cut(base);
  const [ours, theirs] = [editOf(old, cut(left)), editOf(old, cut(right))];
  if (!ours || !theirs) return undefined;
  if (isPartOf(ours, theirs)) return right;
  return isPartOf(theirs, ours) ? left : undefined;
}

interface Edit {
  /** Places of lines that are gone. */
  readonly deleted: ReadonlySet<number>;
  readonly added: readonly string[];
}

function editOf(old: readonly string[], now: readonly string[]): Edit | undefined {
  const kept = matches(old, now);
  if (!kept) return undefined;
  const stayed = new Set(kept.values());
  return {
    deleted: new Set([...old.keys()].filter((index) => !kept.has(index))),
    added: now.filter((_, index) => !stayed.has(index)),
  };
}

/** An edit that only deletes is part of none: what the other side wrote there may be an edit of what was deleted. */
function isPartOf(small: Edit, large: Edit): boolean {
  if (!small.added.some(saysSomething)) return false;
  if ([...small.deleted].some((index) => !large.deleted.has(index))) return false;
  let found = 0;
  for (const line of large.added) if (line === small.added[found]) found += 1;
  return found === small.added.length;
}

/** The lines of both, where between two that are the same only one side has any. */
function joinAdditions(left: readonly string[], right: readonly string[]): string | undefined {
  const same = matches(left, right);
  if (!same || ![...same.keys()].some((index) => saysSomething(left[index] ?? ''))) return undefined;
  const joined: string[] = [];
  let [l, r] = [0, 0];
  for (const [nextL, nextR] of [...same, [left.length, right.length] as const]) {
    if (l < nextL && r < nextR) return undefined;
    joined.push(...left.slice(l, nextL), ...right.slice(r, nextR), ...left.slice(nextL, nextL + 1));
    [l, r] = [nextL + 1, nextR + 1];
  }
  return joined.join('');
}

/** A line of a comment that means the same whatever stands around it. */
const tag = /^\n\s*(?:\*|\/\/+|#+)\s*@(?:author|copyright|exception|license|see|throws)\b/;

/** Tags of a comment that both sides added, each in one line. */
function joinTags(left: string, right: string): string | undefined {
  const lines = [...cut(left), ...cut(right)];
  const isFree = lines.every((line) => tag.test(line)) && new Set(lines).size === lines.length;
  return isFree && left !== '' && right !== '' ? left + right : undefined;
}

/** Not blank, a bracket or an `end`. */
const saysSomething = (line: string) => /[\p{L}\p{N}_].*[\p{L}\p{N}_]/u.test(line) && line.trim() !== 'end';
