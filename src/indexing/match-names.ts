import type { NodeList } from '../syntax/list-nodes.ts';
import type { NameQuery, NameStep } from './name-query.ts';

/** In nodes: what is deeper has no names. */
const deepest = 400;

/** The children of a node that fit a step, and by each the last named child before it, -1 where there is none. */
interface Fitting {
  readonly children: readonly number[];
  readonly named: readonly number[];
}

/**
 * Calls `found` for each node that a pattern captures, in their order, with what the last pattern that captures it says.
 * Of nodes that begin at the same place the last counts. The time is linear in the nodes: each is looked at a few times
 * for each pattern that begins with its parent.
 */
export function matchNames(
  nodes: NodeList,
  { bySymbol, captures }: NameQuery,
  text: string,
  found: (node: number, capture: string) => void,
): void {
  const { count, symbols, fields, named, starts, ends, nexts } = nodes;
  const places = new Uint16Array(count);
  const captured = new Uint8Array(count);
  const around: number[] = [];
  for (let node = 0; node < count; node += 1) {
    while (node >= (around.at(-1) ?? count)) around.pop();
    const patterns = around.length > deepest ? undefined : bySymbol[symbols[node] ?? 0];
    if (patterns !== undefined) for (const pattern of patterns) capture(node, pattern, pattern.place);
    around.push(nexts[node] ?? count);
  }
  for (let node = 0, last = -1; node <= count; node += 1) {
    if (node < count && captured[node] === 0) continue;
    if (last !== -1 && (node === count || starts[last] !== starts[node]))
      found(last, captures[captured[last] ?? 0] ?? '');
    last = node;
  }

  /** Nothing where the node does not fit. */
  function capture(node: number, step: NameStep, place: number): void {
    if (!fits(node, step)) return;
    const children = step.children.length === 0 ? [] : matchChildren(node, step);
    if (children === undefined) return;
    if (step.capture !== 0 && place >= (places[node] ?? 0)) {
      places[node] = place;
      captured[node] = step.capture;
    }
    step.children.forEach((inner, index) => {
      for (const child of children[index] ?? []) capture(child, inner, place);
    });
  }

  function fits(node: number, { symbols: wanted, field, isText }: NameStep): boolean {
    return (
      wanted[symbols[node] ?? 0] === 1 &&
      (field === 0 || field === fields[node]) &&
      isText?.(text.slice(starts[node], ends[node])) !== false
    );
  }

  function isMatch(node: number, step: NameStep): boolean {
    return fits(node, step) && (step.children.length === 0 || matchChildren(node, step) !== undefined);
  }

  /** By step, the children that can be it while others are the other steps; undefined where there is no such set. */
  function matchChildren(node: number, { children: steps, isClosed }: NameStep): (readonly number[])[] | undefined {
    const forward: Fitting[] = [];
    for (const step of steps) {
      const fitting = following(node, step, forward.at(-1)?.children);
      if (fitting.children.length === 0) return undefined;
      forward.push(fitting);
    }
    const last = isClosed ? lastNamedChild(node) : undefined;
    const kept: (readonly number[])[] = [];
    let after: Fitting | undefined;
    for (let index = steps.length - 1; index >= 0; index -= 1) {
      const fitting = forward[index] ?? { children: [], named: [] };
      if (after !== undefined) after = leading(fitting, after, steps[index + 1]);
      else after = last === undefined ? fitting : only(fitting, (child) => child >= last);
      if (after.children.length === 0) return undefined;
      kept.unshift(after.children);
    }
    return kept;
  }

  /** The children that fit a step and come after one that fits the step before it. */
  function following(node: number, step: NameStep, before: readonly number[] | undefined): Fitting {
    const fitting: { children: number[]; named: number[] } = { children: [], named: [] };
    const end = nexts[node] ?? 0;
    let lastNamed = -1;
    let passed = 0;
    for (let child = node + 1; child < end; child = nexts[child] ?? end) {
      while (before !== undefined && (before[passed] ?? end) < child) passed += 1;
      const previous = before === undefined ? -1 : before[passed - 1];
      if (previous !== undefined && (!step.isNext || previous >= lastNamed) && isMatch(child, step)) {
        fitting.children.push(child);
        fitting.named.push(lastNamed);
      }
      if (named[child] === 1) lastNamed = child;
    }
    return fitting;
  }

  /** Those of `fitting` that one of `after` follows, where the later step asks for it with no named node between. */
  function leading(fitting: Fitting, after: Fitting, later: NameStep | undefined): Fitting {
    let next = 0;
    return only(fitting, (child) => {
      while ((after.children[next] ?? count) <= child) next += 1;
      return next < after.children.length && (later?.isNext !== true || (after.named[next] ?? -1) <= child);
    });
  }

  function lastNamedChild(node: number): number {
    const end = nexts[node] ?? 0;
    let last = -1;
    for (let child = node + 1; child < end; child = nexts[child] ?? end) if (named[child] === 1) last = child;
    return last;
  }
}

function only({ children, named }: Fitting, keeps: (child: number) => boolean): Fitting {
  const kept = children.map(keeps);
  return { children: children.filter((_, index) => kept[index]), named: named.filter((_, index) => kept[index]) };
}
