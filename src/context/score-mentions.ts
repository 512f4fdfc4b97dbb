import type { SnapshotFile } from './chunk-search.ts';
import { matchPath } from './match-paths.ts';
import type { Query } from './read-query.ts';

/** A place that a request points at, in a file. */
export interface Place {
  /** From 1. */
  readonly line: number | undefined;
  /** The function of a stack frame, its last name only, in lower case. */
  readonly symbol: string | undefined;
  /** At most 1. */
  readonly weight: number;
}

export type Places = ReadonlyMap<number, readonly Place[]>;

/** The files that a request names; a name that several files have says less about each. */
export function findMentioned(files: readonly SnapshotFile[], { paths }: Query): Places {
  const places = new Map<number, Place[]>();
  for (const mentioned of paths) {
    const found = matchPath(files, mentioned);
    for (const file of found) {
      add(places, file, { line: mentioned.line, symbol: undefined, weight: 1 / found.length });
    }
  }
  return places;
}

/**
 * The files of the stack traces. The innermost call that is in the repository is the likeliest: the n-th counts 1/n
 * (Wong et al., Boosting Bug-Report-Oriented Fault Localization with Segmentation and Stack-Trace Analysis, 2014).
 */
export function findFrames(files: readonly SnapshotFile[], { traces }: Query): Places {
  const places = new Map<number, Place[]>();
  for (const trace of traces) {
    let inside = 0;
    for (const { path, line, symbol } of trace) {
      const own = path.replace(/^(?:\.{0,2}~?\/)+/, '').toLowerCase();
      const found = matchPath(files, { path: own, line, isModule: false });
      if (found.length === 0) continue;
      inside += 1;
      const name = symbol?.split(/\W+/).findLast((part) => part !== '');
      for (const file of found) {
        add(places, file, { line, symbol: name?.toLowerCase(), weight: 1 / inside / found.length });
      }
    }
  }
  return places;
}

function add(places: Map<number, Place[]>, file: number, place: Place): void {
  const known = places.get(file);
  if (known === undefined) places.set(file, [place]);
  else known.push(place);
}

export function weightOf(places: readonly Place[] | undefined): number {
  return places?.reduce((most, { weight }) => Math.max(most, weight), 0) ?? 0;
}
