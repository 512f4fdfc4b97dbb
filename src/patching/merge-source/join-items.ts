import { type Replaced, replacedBetween } from './merge-lines.ts';
import type { Versions } from './versions.ts';

const marker = /^([^\S\n]*(?:[-*+][^\S\n]+|\|))\S?/;
/** A line that means the same whatever stands around it: an item, a row, a heading, the address of a link. */
const standsAlone = /^\s*(?:[-*+]\s|\d+[.)]\s|\||#|\[[^\]]+\]:|$)/;

/** The lines of one place of a text in which both sides changed items, but not the same ones, or added some. */
export function joinItems({ base, left, right }: Versions<readonly string[]>): readonly string[] | undefined {
  if (base.length > 0) return joinChanges(base, left, right);
  const [ours, theirs] = [markerOf(left), markerOf(right)];
  return ours !== undefined && ours === theirs && !shareItems(left, right) ? [...left, ...right] : undefined;
}

/** What each item of a block begins with; undefined where there is something else beside items and what is under them. */
function markerOf(block: readonly string[]): string | undefined {
  const lines = block.filter((line) => line.trim() !== '');
  const own = marker.exec(lines[0] ?? '')?.[1];
  if (own === undefined) return undefined;
  const indentation = /^\s*/.exec(own)?.[0] ?? '';
  const isUnder = (line: string) => line.startsWith(`${indentation} `) || line.startsWith(`${indentation}\t`);
  return lines.every((line) => marker.exec(line)?.[1] === own || isUnder(line)) ? own : undefined;
}

function shareItems(left: readonly string[], right: readonly string[]): boolean {
  const ours = new Set(left.filter((line) => marker.test(line)));
  return right.some((line) => ours.has(line));
}

/** Git takes changes of neighbouring lines for a conflict; between items they are none. */
function joinChanges(
  base: readonly string[],
  left: readonly string[],
  right: readonly string[],
): readonly string[] | undefined {
  const [ours, theirs] = [replacedBetween(base, left), replacedBetween(base, right)];
  if (!ours || !theirs) return undefined;
  const all = [...ours, ...theirs].sort((a, b) => a.start - b.start || a.end - b.end);
  const areItems = all.every(({ start, end, added }) =>
    [...base.slice(start, end), ...added].every((line) => standsAlone.test(line)),
  );
  const added = [ours, theirs].map((changes) => changes.flatMap(({ added: lines }) => lines));
  if (!areItems || shareItems(added[0] ?? [], added[1] ?? [])) return undefined;
  const joined: string[] = [];
  let done = 0;
  let last: Replaced | undefined;
  for (const change of all) {
    const isSamePlace = last?.start === change.start && last.end === change.end;
    if (change.start < done || isSamePlace) return undefined;
    joined.push(...base.slice(done, change.start), ...change.added);
    done = change.end;
    last = change;
  }
  return [...joined, ...base.slice(done)];
}
