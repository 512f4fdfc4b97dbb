import type { Atom } from './atoms.ts';
import type { Order } from './containers.ts';
import { isDefiningCall } from './member-name.ts';
import { matches } from './merge-lines.ts';
import { similarity } from './similarity.ts';
import { sides, type Versions } from './versions.ts';

/** Renamed definitions share most of their body. */
const renamed = 0.7;
const edited = 0.4;
/** Pairs that are compared at most, so that time stays linear. */
const mostPairs = 2_500;

/**
 * Numbers the atoms, so that the same number means the same atom in each version; none comes twice in one version.
 * `named` are those that only one atom of a version can be.
 */
export function identify(
  atoms: Versions<readonly Atom[]>,
  order: Order,
): { readonly ids: Versions<number[]>; readonly named: ReadonlySet<number> } {
  const names = namesIn(atoms, order);
  const { base, left, right } = atoms;
  const ours = match(base, left, order, names);
  const theirs = match(base, right, order, names);
  const leftIds = left.map((_, index) => ours.get(index) ?? base.length + index);
  const added = new Map<string, number>();
  left.forEach((atom, index) => {
    const name = names(atom);
    if (name !== undefined && !ours.has(index)) added.set(name, base.length + index);
  });
  const places = order === 'list' ? placesOf(left, ours, base.length) : new Map<string, number>();
  const alike = order === 'list' ? placesOf(right, theirs, 0) : places;
  const sameElement = new Map([...alike].map(([place, index]) => [index, places.get(place)]));
  const rightIds = right.map((atom, index) => {
    const name = names(atom);
    const alsoLeft = name === undefined ? sameElement.get(index) : added.get(name);
    return theirs.get(index) ?? alsoLeft ?? base.length + left.length + index;
  });
  const ids = { base: base.map((_, index) => index), left: leftIds, right: rightIds };
  const named = new Set<number>();
  for (const side of sides) {
    ids[side].forEach((id, index) => {
      const atom = atoms[side][index];
      if (atom && names(atom) !== undefined) named.add(id);
    });
  }
  return { ids, named };
}

/** Elements that a side added, by their text and what they were put behind, with `first` added to their index. */
function placesOf(side: readonly Atom[], matched: ReadonlyMap<number, number>, first: number): Map<string, number> {
  const places = new Map<string, number>();
  let behind = -1;
  side.forEach(({ node, element }, index) => {
    const from = matched.get(index);
    behind = from ?? behind;
    const place = `${behind} ${node.type} ${node.text}`;
    if (from === undefined && element && !places.has(place)) places.set(place, first + index);
  });
  return places;
}

/** The shortest name that is unique in each version: the plain one, else the one with parameters, else none. */
function namesIn({ base, left, right }: Versions<readonly Atom[]>, order: Order): (atom: Atom) => string | undefined {
  if (order === 'strict') return () => undefined;
  const repeated = new Set<string>();
  for (const version of [base, left, right]) {
    for (const form of ['name', 'full'] as const) {
      const seen = new Set<string>();
      for (const { name } of version) {
        if (name?.[form] === undefined) continue;
        const key = `${form} ${name[form]}`;
        if (seen.has(key)) repeated.add(key);
        seen.add(key);
      }
    }
  }
  return ({ name }) => {
    if (!name) return undefined;
    const form = repeated.has(`name ${name.name}`) ? 'full' : 'name';
    const key = `${form} ${name[form]}`;
    return name[form] === undefined || repeated.has(key) ? undefined : key;
  };
}

/** Index in `side` → index in `base`. */
function match(
  base: readonly Atom[],
  side: readonly Atom[],
  order: Order,
  nameOf: (atom: Atom) => string | undefined,
): Map<number, number> {
  const found = new Map<number, number>();
  const taken = new Set<number>();
  const pair = (from: number, to: number) => {
    found.set(to, from);
    taken.add(from);
  };
  const byName = new Map(base.map((atom, index) => [nameOf(atom), index] as const));
  byName.delete(undefined);
  side.forEach((atom, index) => {
    const from = byName.get(nameOf(atom));
    if (from !== undefined) pair(from, index);
  });

  const freeBase = base.map((_, index) => index).filter((index) => !taken.has(index));
  const freeSide = side.map((_, index) => index).filter((index) => !found.has(index));
  const look = (atoms: readonly Atom[], index: number) => `${atoms[index]?.node.type} ${atoms[index]?.node.text}`;
  const same = matches(
    freeBase.map((index) => look(base, index)),
    freeSide.map((index) => look(side, index)),
  );
  let [lastBase, lastSide] = [0, 0];
  for (const [from, to] of [...(same ?? []), [freeBase.length, freeSide.length] as const]) {
    pairAlike(freeBase.slice(lastBase, from), freeSide.slice(lastSide, to));
    const [a, b] = [freeBase[from], freeSide[to]];
    if (a !== undefined && b !== undefined) pair(a, b);
    [lastBase, lastSide] = [from + 1, to + 1];
  }
  return found;

  /** Pairs what was edited between two anchors: in order, the nearest of the same type. */
  function pairAlike(from: readonly number[], to: readonly number[]) {
    if (from.length * to.length > mostPairs) return;
    const alone = from.length === 1 && to.length === 1;
    let next = 0;
    for (const b of to) {
      const atom = side[b];
      if (!atom) continue;
      const best = { at: -1, score: -1 };
      for (let at = next; at < from.length; at += 1) {
        const other = base[from[at] ?? -1];
        if (!other || (other.node.type !== atom.node.type && order !== 'strict')) continue;
        const score = similarity(other.node, atom.node);
        if (score > best.score && isPair(other, atom, score, alone)) Object.assign(best, { at, score });
      }
      const a = from[best.at];
      if (a === undefined) continue;
      pair(a, b);
      next = best.at + 1;
    }
  }

  function isPair(a: Atom, b: Atom, score: number, alone: boolean): boolean {
    if (order === 'strict') return score >= edited || (alone && a.node.type === b.node.type);
    if (nameOf(a) === undefined && nameOf(b) === undefined)
      return order === 'list' ? score >= renamed : score >= edited;
    // As imports of one module are, and overloads.
    if (a.name?.name === b.name?.name) return score >= edited;
    const haveTitles = isDefiningCall(a.node) && isDefiningCall(b.node);
    return score >= renamed && (haveTitles || (a.node.text.includes('\n') && b.node.text.includes('\n')));
  }
}
