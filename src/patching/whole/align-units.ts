import { diffArrays } from 'diff';
import type { Unit } from './source-units.ts';

/** Units of two texts that belong together; ends are outside. */
export interface Block {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
  /**
   * `pair`: one unit on each side with the same tokens; `wrapped`: the same tokens in other lines; `blank`: other blank
   * lines; `changed`: other tokens.
   */
  readonly kind: 'pair' | 'wrapped' | 'blank' | 'changed';
}

/** Edits beyond which a stretch counts as wholly changed: finding the least difference is quadratic. */
const maxEditLength = 2_000;

/**
 * Matches the units of two texts by their tokens, so that what only looks different is told from what is. Either line by
 * line first or token by token, whichever finds more alike: closing brackets in lines of their own can lead the first
 * astray, and inserted code that is like its neighbours the second.
 */
export function alignUnits(before: readonly Unit[], after: readonly Unit[]): Block[] {
  const head = commonCount(before, after);
  const tail = commonCount(before.slice(head).reverse(), after.slice(head).reverse());
  const range = { oldFrom: head, oldTo: before.length - tail, newFrom: head, newTo: after.length - tail };
  const pairs = (count: number, oldFrom: number, newFrom: number): Block[] =>
    Array.from({ length: count }, (_, index) => {
      const [a, b] = [oldFrom + index, newFrom + index];
      return { oldFrom: a, oldTo: a + 1, newFrom: b, newTo: b + 1, kind: 'pair' };
    });
  const [byLine, byToken] = [alignLines(before, after, range, pairs), refine(before, after, range)];
  const middle = alike(byToken) > alike(byLine) ? byToken : byLine;
  return joinBlanks([...pairs(head, 0, 0), ...middle, ...pairs(tail, range.oldTo, range.newTo)], after);
}

const keyOf = ({ tokens }: Unit) => tokens.join('\u0001');

function commonCount(before: readonly Unit[], after: readonly Unit[]): number {
  let count = 0;
  for (; count < Math.min(before.length, after.length); count += 1) {
    const [a, b] = [before[count], after[count]];
    if (!a || !b || keyOf(a) !== keyOf(b)) break;
  }
  return count;
}

/** How many old units are found again. */
function alike(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { kind, oldFrom, oldTo }) => sum + (kind === 'changed' ? 0 : oldTo - oldFrom), 0);
}

function alignLines(
  before: readonly Unit[],
  after: readonly Unit[],
  range: Range,
  pairs: (count: number, oldFrom: number, newFrom: number) => Block[],
): Block[] {
  const blocks: Block[] = [];
  const [old, now] = [before.slice(range.oldFrom, range.oldTo), after.slice(range.newFrom, range.newTo)];
  const parts = diffArrays(old.map(keyOf), now.map(keyOf), { maxEditLength });
  let [a, b] = [range.oldFrom, range.newFrom];
  let [toA, toB] = [a, b];
  const flush = () => {
    if (toA > a || toB > b) blocks.push(...refine(before, after, { oldFrom: a, oldTo: toA, newFrom: b, newTo: toB }));
    [a, b] = [toA, toB];
  };
  for (const { value, added, removed } of parts ?? []) {
    if (removed) toA += value.length;
    else if (added) toB += value.length;
    else {
      flush();
      blocks.push(...pairs(value.length, a, b));
      [a, b] = [a + value.length, b + value.length];
      [toA, toB] = [a, b];
    }
  }
  [toA, toB] = [range.oldTo, range.newTo];
  flush();
  return blocks;
}

type Range = Omit<Block, 'kind'>;

/** Splits a stretch where whole lines on both sides hold the same tokens. */
function refine(before: readonly Unit[], after: readonly Unit[], range: Range): Block[] {
  const [old, now] = [flatten(before, range.oldFrom, range.oldTo), flatten(after, range.newFrom, range.newTo)];
  if (old.length === now.length && old.every(({ text }, index) => text === now[index]?.text)) {
    return [{ ...range, kind: old.length === 0 ? 'blank' : 'wrapped' }];
  }
  const parts = diffArrays(
    old.map(({ text }) => text),
    now.map(({ text }) => text),
    { maxEditLength },
  );
  const blocks: Block[] = [];
  let { oldFrom, newFrom } = range;
  const changed = (oldTo: number, newTo: number) => {
    if (oldTo > oldFrom || newTo > newFrom) blocks.push({ oldFrom, oldTo, newFrom, newTo, kind: 'changed' });
    [oldFrom, newFrom] = [oldTo, newTo];
  };
  let [a, b] = [0, 0];
  for (const { value, added, removed } of parts ?? []) {
    if (!added && !removed) {
      for (let first = 0; first < value.length; ) {
        const length = wholeLines(old.slice(a + first, a + value.length), now.slice(b + first, b + value.length));
        const [from, to] = [old[a + first], old[a + first + length - 1]];
        const [intoFrom, intoTo] = [now[b + first], now[b + first + length - 1]];
        if (length > 0 && from && to && intoFrom && intoTo) {
          changed(from.unit, intoFrom.unit);
          const stretch = { oldFrom, oldTo: to.unit + 1, newFrom, newTo: intoTo.unit + 1 };
          blocks.push({ ...stretch, kind: 'wrapped' });
          [oldFrom, newFrom] = [stretch.oldTo, stretch.newTo];
        }
        first += Math.max(1, length);
      }
    }
    if (!added) a += value.length;
    if (!removed) b += value.length;
  }
  changed(range.oldTo, range.newTo);
  return blocks;
}

interface PlacedToken {
  readonly text: string;
  readonly unit: number;
  readonly first: boolean;
  readonly last: boolean;
}

function flatten(units: readonly Unit[], from: number, to: number): PlacedToken[] {
  return units
    .slice(from, to)
    .flatMap(({ tokens }, index) =>
      tokens.map((text, at) => ({ text, unit: from + index, first: at === 0, last: at === tokens.length - 1 })),
    );
}

/** How many tokens from the first on fill whole lines on both sides. */
function wholeLines(old: readonly PlacedToken[], now: readonly PlacedToken[]): number {
  if (!old[0]?.first || !now[0]?.first) return 0;
  let length = 0;
  old.forEach(({ last }, index) => {
    if (last && now[index]?.last) length = index + 1;
  });
  return length;
}

/** Blank lines that came with a change beside them are a part of it. */
function joinBlanks(blocks: readonly Block[], after: readonly Unit[]): Block[] {
  const isSpace = ({ kind, newFrom, newTo }: Block) =>
    kind === 'blank' || (kind === 'pair' && after.slice(newFrom, newTo).every(({ tokens }) => tokens.length === 0));
  const reaches = (index: number, step: 1 | -1): boolean => {
    for (let at = index + step; ; at += step) {
      const block = blocks[at];
      if (block === undefined) return false;
      if (!isSpace(block)) return block.kind === 'changed';
    }
  };
  return blocks.map((block, index) =>
    block.kind === 'blank' && (reaches(index, 1) || reaches(index, -1)) ? { ...block, kind: 'changed' } : block,
  );
}
