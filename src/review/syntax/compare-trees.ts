import { losesClauses } from './kinds.ts';
import { childIn, type PlainNode } from './plain-tree.ts';

/** One difference between two versions of a syntax tree. */
export interface TreeEdit {
  /** Null where something is new. */
  readonly before: PlainNode | null;
  /** Null where something is gone. */
  readonly after: PlainNode | null;
  /** What contains it, outermost first; the last one is its parent. */
  readonly aboveBefore: readonly PlainNode[];
  readonly aboveAfter: readonly PlainNode[];
  /** What stands in the new version between the neighbours that stayed, where something is gone. */
  readonly inPlace: readonly PlainNode[];
  /** The line of the new version at its place. */
  readonly line: number;
}

/** Lists are compared by their longest common part up to this many pairs; beyond, only their ends are. */
const mostPairs = 250_000;

/**
 * The smallest parts in which two trees differ. Equal parts are matched first; what is left between two matches is paired
 * by name, then by likeness, and compared further down. Layout and comments make no difference.
 */
export function compareTrees(before: PlainNode, after: PlainNode): TreeEdit[] {
  const edits: TreeEdit[] = [];
  compare(before, after, [], []);
  return edits;

  function compare(
    old: PlainNode,
    now: PlainNode,
    aboveOld: readonly PlainNode[],
    aboveNow: readonly PlainNode[],
  ): void {
    if (old.key === now.key) return;
    const isLeaf = old.children.length === 0 || now.children.length === 0;
    // Further down, each operand would be compared with another one.
    if (old.type !== now.type || isLeaf || losesClauses(old, now)) {
      edits.push({
        before: old,
        after: now,
        aboveBefore: aboveOld,
        aboveAfter: aboveNow,
        inPlace: [now],
        line: now.startLine,
      });
      return;
    }
    const [inOld, inNow] = [
      [...aboveOld, old],
      [...aboveNow, now],
    ];
    for (const gap of gapsOf(old.children, now.children)) compareGap(gap, inOld, inNow, now);
  }

  function compareGap(
    gap: Gap,
    aboveOld: readonly PlainNode[],
    aboveNow: readonly PlainNode[],
    parent: PlainNode,
  ): void {
    const paired = pair(gap.old, gap.now);
    const line = gap.now[0]?.startLine ?? gap.next?.startLine ?? parent.endLine;
    for (const old of gap.old) {
      const now = paired.get(old);
      if (now !== undefined) compare(old, now, aboveOld, aboveNow);
      else if (old.named || isWord(old)) {
        edits.push({ before: old, after: null, aboveBefore: aboveOld, aboveAfter: aboveNow, inPlace: gap.now, line });
      }
    }
    const taken = new Set(paired.values());
    for (const now of gap.now) {
      if (taken.has(now) || (!now.named && !isWord(now))) continue;
      edits.push({
        before: null,
        after: now,
        aboveBefore: aboveOld,
        aboveAfter: aboveNow,
        inPlace: [],
        line: now.startLine,
      });
    }
  }
}

/** A keyword such as `await` or `not` says something, a bracket does not. */
function isWord({ key }: PlainNode): boolean {
  return /^\w/.test(key);
}

interface Gap {
  readonly old: readonly PlainNode[];
  readonly now: readonly PlainNode[];
  /** What stands behind it in the new version. */
  readonly next: PlainNode | undefined;
}

/** What lies between the children that are equal. */
function gapsOf(old: readonly PlainNode[], now: readonly PlainNode[]): Gap[] {
  let start = 0;
  while (start < old.length && start < now.length && old[start]?.key === now[start]?.key) start += 1;
  let tail = 0;
  while (
    tail < old.length - start &&
    tail < now.length - start &&
    old[old.length - 1 - tail]?.key === now[now.length - 1 - tail]?.key
  ) {
    tail += 1;
  }
  const left = old.slice(start, old.length - tail);
  const right = now.slice(start, now.length - tail);
  const after = now[now.length - tail];
  const gaps: Gap[] = [];
  let [atLeft, atRight] = [0, 0];
  for (const [i, j] of [...commonPart(left, right), [left.length, right.length] as const]) {
    const gap = { old: left.slice(atLeft, i), now: right.slice(atRight, j), next: right[j] ?? after };
    if (gap.old.length > 0 || gap.now.length > 0) gaps.push(gap);
    [atLeft, atRight] = [i + 1, j + 1];
  }
  return gaps;
}

/** The longest common subsequence by keys, as pairs of places. Brackets and commas alone hold nothing together. */
function commonPart(left: readonly PlainNode[], right: readonly PlainNode[]): (readonly [number, number])[] {
  if (left.length * right.length > mostPairs) return [];
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  const same = (i: number, j: number) => left[i]?.key === right[j]?.key && left[i]?.named === true;
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = same(i, j)
        ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
        : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (same(i, j)) pairs.push([i++, j++]);
    else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Less alike than this, two statements are not versions of one another. */
const leastLikeness = 0.45;

/** Which old child became which new one: by field, by name, then by likeness in order. */
function pair(old: readonly PlainNode[], now: readonly PlainNode[]): Map<PlainNode, PlainNode> {
  const paired = new Map<PlainNode, PlainNode>();
  const free = new Set(now);
  const take = (left: PlainNode, right: PlainNode | undefined) => {
    if (right === undefined) return;
    paired.set(left, right);
    free.delete(right);
  };
  const [first, ...others] = old;
  // One for one: another type of node is a new form of the same thing.
  if (first !== undefined && others.length === 0 && now.length === 1 && mayBecome(first, now[0])) take(first, now[0]);
  for (const left of old) {
    const isSingle = left.field !== '' && old.filter(({ field }) => field === left.field).length === 1;
    if (isSingle && !paired.has(left))
      take(
        left,
        [...free].find(({ field }) => field === left.field),
      );
  }
  for (const left of old) {
    const name = childIn(left, 'name')?.key;
    if (paired.has(left) || name === undefined) continue;
    take(
      left,
      [...free].find((right) => right.type === left.type && childIn(right, 'name')?.key === name),
    );
  }
  let from = 0;
  for (const left of old) {
    if (paired.has(left)) {
      from = Math.max(from, now.indexOf(paired.get(left) ?? left) + 1);
      continue;
    }
    const candidates = now.slice(from).filter((right) => free.has(right) && right.type === left.type);
    const best = candidates
      .map((right) => ({ right, score: likeness(left, right) }))
      .reduce<{ right: PlainNode; score: number } | undefined>(
        (top, each) => (each.score > (top?.score ?? leastLikeness) ? each : top),
        undefined,
      );
    if (best === undefined) continue;
    take(left, best.right);
    from = now.indexOf(best.right) + 1;
  }
  return paired;
}

function mayBecome(left: PlainNode, right: PlainNode | undefined): boolean {
  if (right === undefined) return false;
  return left.type !== right.type || left.children.length === 0 || likeness(left, right) > leastLikeness;
}

/** The share of tokens that two nodes have in common, from 0 to 1. */
export function likeness(left: PlainNode, right: PlainNode): number {
  const [a, b] = [left.key.split(' '), right.key.split(' ')];
  const counts = new Map<string, number>();
  for (const token of a) counts.set(token, (counts.get(token) ?? 0) + 1);
  let common = 0;
  for (const token of b) {
    const left = counts.get(token) ?? 0;
    if (left === 0) continue;
    counts.set(token, left - 1);
    common += 1;
  }
  return (2 * common) / (a.length + b.length);
}
