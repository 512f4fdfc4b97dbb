import { diffArrays } from 'diff';

/** Rows from 0. */
export interface Segment {
  /** Lines that are shown between two places where code was left out, without blank ones, in their order. */
  readonly shown: readonly string[];
  /** Rows of the file where the first shown line can be, and the last one; one row where it is known. */
  readonly firsts: readonly number[];
  readonly lasts: readonly number[];
}

const mostPairs = 400;
/** Places elsewhere must be worse by so many lines. */
const leastMargin = 4;

/**
 * The rows between which a segment belongs: where it takes the fewest lines added and removed, and plainly fewer than
 * anywhere else. Undefined where that is not plain.
 */
export function placeSegment(
  lines: readonly string[],
  { shown, firsts, lasts }: Segment,
): { readonly first: number; readonly last: number } | undefined {
  const pairs = firsts.flatMap((first) => lasts.filter((last) => last >= first - 1).map((last) => ({ first, last })));
  if (pairs.length === 1) return pairs[0];
  if (pairs.length === 0 || pairs.length > mostPairs) return undefined;
  const longest = shown.length * 2 + 40;
  const costed = pairs.flatMap((pair) => {
    const old = lines.slice(pair.first, pair.last + 1).filter((line) => line !== '');
    if (old.length > shown.length + longest) return [];
    const parts = diffArrays(old, [...shown], { maxEditLength: longest });
    const cost = parts?.reduce((sum, { added, removed, value }) => sum + (added || removed ? value.length : 0), 0);
    return cost === undefined ? [] : [{ ...pair, cost }];
  });
  const [best, ...others] = costed.toSorted((a, b) => a.cost - b.cost);
  if (!best) return undefined;
  const isClose = others.some(({ first, last, cost }) => {
    const isElsewhere = last < best.first || first > best.last;
    return cost < best.cost + (isElsewhere ? Math.max(leastMargin, best.cost) : 1);
  });
  return isClose ? undefined : best;
}
