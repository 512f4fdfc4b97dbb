/**
 * What speaks for a chunk, and how many points it gives at most. Most are relative to the best of their kind, so that
 * the whole does not depend on the length of a request. docs/ranking.md tells what each is worth.
 */
export const points = {
  'file-words': 3.5,
  'chunk-words': 2,
  'path-words': 2.5,
  vectors: 0.3,
  definitions: 1.5,
  'mentioned-paths': 2,
  'stack-frames': 2,
  neighbours: 3,
};

/** What speaks against a chunk: its points are multiplied. */
export const factors = {
  tests: 0.3,
  examples: 0.3,
  prose: 0.4,
  declarations: 0.7,
  barrels: 0.5,
  'further-chunks': 0.5,
};

/** How a request is read: what its parts weigh, and that common words are left out. */
const readings = ['parts', 'common-words'] as const;

export type PointName = keyof typeof points;
export type FactorName = keyof typeof factors;
export type SignalName = PointName | FactorName | (typeof readings)[number];

/** Each between 0 and 1, but those of definitions that a request of a few words asks for. */
export type Strengths = Readonly<Partial<Record<PointName, number>>>;

/** Signals that are left out, to see what they are worth. */
export type Without = ReadonlySet<SignalName>;
export const nothing: Without = new Set();

const pointNames = Object.keys(points).filter((name): name is PointName => name in points);
const factorNames = Object.keys(factors).filter((name): name is FactorName => name in factors);
export const signalNames: readonly SignalName[] = [...pointNames, ...factorNames, ...readings];

export function scoreOf(strengths: Strengths, against: readonly FactorName[], without: Without): number {
  let score = 0;
  for (const name of pointNames) if (!without.has(name)) score += points[name] * (strengths[name] ?? 0);
  return score * factorOf(against, without);
}

export function factorOf(against: readonly FactorName[], without: Without): number {
  let factor = 1;
  for (const name of against) if (!without.has(name)) factor *= factors[name];
  return factor;
}

/** The points of many at once, of columns of strengths that are equally long. */
export function pointsOf(columns: Readonly<Partial<Record<PointName, Float64Array>>>, without: Without): Float64Array {
  const sums = new Float64Array(Object.values(columns)[0]?.length ?? 0);
  for (const name of pointNames) {
    const column = columns[name];
    if (column === undefined || without.has(name)) continue;
    const most = points[name];
    for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + most * (column[at] ?? 0);
  }
  return sums;
}
