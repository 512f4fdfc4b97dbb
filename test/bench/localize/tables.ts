import type { Case } from './cases.ts';

/** A case with the rank of its first gold file, by the ranking: `floor`, `''` for ours, `rewritten`, and a signal that was left out. */
export interface Result {
  readonly searched: Case;
  readonly ranks: ReadonlyMap<string, number>;
  readonly inContext: boolean | undefined;
}

const places = [1, 3, 5, 10];

/** Ours beside the floor: over all, by source and by repository. */
export function comparisonTable(results: readonly Result[]): string {
  const groups = [
    ['**all**', results] as const,
    ...groupBy(results, ({ searched }) => searched.source),
    ...groupBy(results, ({ searched }) => searched.repository),
  ];
  const rows = groups.flatMap(([name, group]) => [
    row([name, group.length, 'ours', ...figures(group, ''), inContext(group)]),
    ...(group.every(({ ranks }) => ranks.has('rewritten'))
      ? [row(['', '', 'rewritten', ...figures(group, 'rewritten'), ''])]
      : []),
    row(['', '', 'floor', ...figures(group, 'floor'), '']),
  ]);
  return table(['cases', 'n', '', ...places.map((place) => `@${place}`), 'MRR', 'in context'], rows);
}

/** All signals, and without each: what that costs, over all and by source. */
export function ablationTable(results: readonly Result[], left: readonly string[]): string {
  const sources = groupBy(results, ({ searched }) => searched.source);
  const rows = ['', ...left].map((name) =>
    row([
      name === '' ? '**all signals**' : name,
      ...figures(results, name),
      ...sources.flatMap(([, group]) => [share(group, name, 1), share(group, name, 5), reciprocal(group, name)]),
    ]),
  );
  const heads = sources.flatMap(([source]) => [`${source} @1`, '@5', 'MRR']);
  return table(['without', ...places.map((place) => `@${place}`), 'MRR', ...heads], rows);
}

/** Repositories of at least 10 cases that have lost more than one of those that the floor has among its first five. */
export function losses(results: readonly Result[]): string[] {
  return groupBy(results, ({ searched }) => searched.repository).flatMap(([repository, group]) => {
    const found = (ranking: string) =>
      group.filter(({ ranks }) => (ranks.get(ranking) ?? Number.POSITIVE_INFINITY) <= 5);
    const lost = found('floor').length - found('').length;
    return group.length >= 10 && lost > 1
      ? [`${repository} finds ${lost} fewer than the floor among the first 5.`]
      : [];
  });
}

function figures(group: readonly Result[], ranking: string): string[] {
  return [...places.map((place) => share(group, ranking, place)), reciprocal(group, ranking)];
}

function share(group: readonly Result[], ranking: string, place: number): string {
  return mean(group.map(({ ranks }) => ((ranks.get(ranking) ?? Number.POSITIVE_INFINITY) <= place ? 1 : 0)));
}

function reciprocal(group: readonly Result[], ranking: string): string {
  return mean(group.map(({ ranks }) => 1 / (ranks.get(ranking) ?? Number.POSITIVE_INFINITY)));
}

function inContext(group: readonly Result[]): string {
  const known = group.flatMap(({ inContext }) => (inContext === undefined ? [] : [inContext ? 1 : 0]));
  return known.length === 0 ? '' : mean(known);
}

function mean(values: readonly number[]): string {
  return (values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)).toFixed(3);
}

function groupBy(
  results: readonly Result[],
  keyOf: (result: Result) => string,
): (readonly [string, readonly Result[]])[] {
  const keys = [...new Set(results.map(keyOf))];
  return keys.map((key) => [key, results.filter((result) => keyOf(result) === key)] as const);
}

function table(heads: readonly string[], rows: readonly string[]): string {
  return [row(heads), row(heads.map(() => '---')), ...rows].join('\n');
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}
