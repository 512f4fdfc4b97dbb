import type { Versions } from './versions.ts';

/** Members of one place, in the order in which they are written out; or a place where order is in conflict. */
export interface Place {
  readonly ids: readonly number[];
  readonly conflict?: Versions<readonly number[]>;
}

/**
 * Merges three orders of numbered members, as diff3 does with lines. A member that one side moved goes where that side
 * put it. Where both sides changed one place, members that `commute` go side by side, the left ones first, or as
 * `arrange` puts them. What both sides put in the place of one that both deleted is a conflict, as both may have renamed
 * it, unless what they put there is `apart`. What both added in one place and `mayTurn` goes side by side too.
 * Deleted members are kept in `ids` at their old place, so that an edit of them by the other side shows.
 */
export function mergeOrder(
  ids: Versions<readonly number[]>,
  commutes: (id: number) => boolean,
  areApart: (chunk: Versions<readonly number[]>) => boolean,
  mayTurn: (left: readonly number[], right: readonly number[]) => boolean,
  arrange: (added: readonly number[]) => readonly number[],
): Place[] {
  const { base, left, right } = ids;
  const at = { left: positions(left), right: positions(right) };
  const inBase = new Set(base);
  const stayed = { left: stay(base, at.left), right: stay(base, at.right) };
  const anchors = base.filter((id) => stayed.left.has(id) && stayed.right.has(id));
  const basePositions = positions(base);
  const places: Place[] = [];
  let [b, l, r] = [0, 0, 0];
  for (const anchor of [...anchors, undefined]) {
    const [nextB, nextL, nextR] = [basePositions, at.left, at.right].map((map) =>
      anchor === undefined ? undefined : map.get(anchor),
    );
    const chunk = { base: base.slice(b, nextB), left: left.slice(l, nextL), right: right.slice(r, nextR) };
    if (chunk.base.length + chunk.left.length + chunk.right.length > 0) places.push(mergeChunk(chunk));
    if (anchor === undefined) break;
    places.push({ ids: [anchor] });
    [b, l, r] = [(nextB ?? 0) + 1, (nextL ?? 0) + 1, (nextR ?? 0) + 1];
  }
  return places;

  function mergeChunk(chunk: Versions<readonly number[]>): Place {
    const { base: old, left: ours, right: theirs } = chunk;
    const home = (id: number) => homeOf(id, chunk);
    if (isSame(ours, old)) return { ids: weave(theirs, old, inBase).filter(home) };
    if (isSame(theirs, old) || isSame(ours, theirs)) return { ids: weave(ours, old, inBase).filter(home) };
    if (old.length === 0 && mayTurn(ours, theirs)) return { ids: [...ours, ...theirs] };
    const replacedByBoth =
      old.some((id) => !at.left.has(id) && !at.right.has(id)) &&
      [ours, theirs].every((side) => side.some((id) => !inBase.has(id)));
    const all = [...old, ...ours, ...theirs];
    if ((replacedByBoth && !areApart(chunk)) || !all.every(commutes)) return { ids: [], conflict: chunk };
    const woven = weave(weave(ours, old, inBase), theirs, inBase).filter(home);
    const gone = woven.filter((id) => inBase.has(id) && !(at.left.has(id) && at.right.has(id)));
    const added = woven.filter((id) => !inBase.has(id));
    return { ids: gone.length + added.length === woven.length ? [...gone, ...arrange(added)] : woven };
  }

  /** Whether a member is to be written here: where it moved to, if a side moved it. */
  function homeOf(id: number, chunk: Versions<readonly number[]>): boolean {
    if (!inBase.has(id) || !at.left.has(id) || !at.right.has(id)) return true;
    if (!stayed.left.has(id)) return chunk.left.includes(id);
    if (!stayed.right.has(id)) return chunk.right.includes(id);
    return true;
  }
}

/** `order` with what only `other` has, each behind what it is behind there, and behind what `order` added there. */
function weave(order: readonly number[], other: readonly number[], inBase: ReadonlySet<number>): number[] {
  const woven = [...order];
  const has = new Set(order);
  const shared = new Set(other);
  let previous = -1;
  for (const id of other) {
    if (has.has(id)) {
      previous = woven.indexOf(id);
      continue;
    }
    let place = previous + 1;
    for (; place < woven.length; place += 1) {
      const next = woven[place] ?? -1;
      if (shared.has(next) || inBase.has(next)) break;
    }
    woven.splice(place, 0, id);
    previous = place;
  }
  return woven;
}

/** The members that a side left in order: a longest increasing run of their places (patience sorting). */
function stay(base: readonly number[], at: ReadonlyMap<number, number>): Set<number> {
  const tops: { id: number; place: number; below: number | undefined }[] = [];
  const below = new Map<number, number | undefined>();
  for (const id of base) {
    const place = at.get(id);
    if (place === undefined) continue;
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tops[middle]?.place ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    const under = tops[low - 1]?.id;
    below.set(id, under);
    tops[low] = { id, place, below: under };
  }
  const kept = new Set<number>();
  for (let id = tops.at(-1)?.id; id !== undefined; id = below.get(id)) kept.add(id);
  return kept;
}

const positions = (ids: readonly number[]) => new Map(ids.map((id, index) => [id, index]));
const isSame = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((id, index) => id === b[index]);
