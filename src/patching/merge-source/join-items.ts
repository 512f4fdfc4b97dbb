import type { Versions } from './identify.ts';
import { matches } from './merge-lines.ts';

const marker = /^([^\S\n]*(?:[-*+][^\S\n]+|\|))\S?/;
/** A line that means the same whatever stands around it: an item, a row, a heading, the address of a link. */
const standsAlone = /^\s*(?:[-*+]\s|\d+[.)]\s|\||#|\[[^\]]+\]:|$)/;

/** Lines of the base that one side replaced; none of them where it only added some. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

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
  const [ours, theirs] = [changesOf(base, left), changesOf(base, right)];
  if (!ours || !theirs) return undefined;
  const all = [...ours, ...theirs].sort((a, b) => a.start - b.start || a.end - b.end);
  const areItems = all.every(({ start, end, lines }) =>
    [...base.slice(start, end), ...lines].every((line) => standsAlone.test(line)),
  );
  const added = [ours, theirs].map((changes) => changes.flatMap(({ lines }) => lines));
  if (!areItems || shareItems(added[0] ?? [], added[1] ?? [])) return undefined;
  const joined: string[] = [];
  let done = 0;
  let last: Change | undefined;
  for (const change of all) {
    const isSamePlace = last?.start === change.start && last.end === change.end;
    if (change.start < done || isSamePlace) return undefined;
    joined.push(...base.slice(done, change.start), ...change.lines);
    done = change.end;
    last = change;
  }
  return [...joined, ...base.slice(done)];
}

function changesOf(base: readonly string[], side: readonly string[]): Change[] | undefined {
  const kept = matches(base, side);
  if (!kept) return undefined;
  const changes: Change[] = [];
  let [start, from] = [0, 0];
  for (const [end, to] of [...kept, [base.length, side.length] as const]) {
    if (start < end || from < to) changes.push({ start, end, lines: side.slice(from, to) });
    [start, from] = [end + 1, to + 1];
  }
  return changes;
}
