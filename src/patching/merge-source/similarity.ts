import type { SourceNode } from './source-tree.ts';

/** What is looked at of a long text; enough to know a definition again. */
const longest = 20_000;

const bags = new WeakMap<SourceNode, ReadonlyMap<string, number>>();

/** How much of their words and signs two nodes share, from 0 to 1 (Dice's coefficient). */
export function similarity(a: SourceNode, b: SourceNode): number {
  const [ours, theirs] = [bagOf(a), bagOf(b)];
  let shared = 0;
  let all = 0;
  for (const [word, count] of ours) {
    shared += Math.min(count, theirs.get(word) ?? 0);
    all += count;
  }
  for (const count of theirs.values()) all += count;
  return all === 0 ? 0 : (2 * shared) / all;
}

function bagOf(node: SourceNode): ReadonlyMap<string, number> {
  const known = bags.get(node);
  if (known) return known;
  const bag = new Map<string, number>();
  for (const [word] of node.text.slice(0, longest).matchAll(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu)) {
    bag.set(word, (bag.get(word) ?? 0) + 1);
  }
  bags.set(node, bag);
  return bag;
}
