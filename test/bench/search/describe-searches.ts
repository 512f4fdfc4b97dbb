import type { SearchTimes } from './measure-searches.ts';
import { queryKinds } from './queries.ts';

export interface MeasuredSearches {
  readonly chunks: number;
  /** In a database of its own. */
  readonly alone: SearchTimes;
  /** Of one of the many, in a database of its own. */
  readonly smallAlone: SearchTimes;
  readonly repositories: number;
  /** With all the others in its database. */
  readonly among: SearchTimes;
  readonly smallAmong: SearchTimes;
  readonly inTurn: { readonly first: readonly number[]; readonly again: readonly number[] };
}

const goal = 50;
const contextGoal = 100;

/** Milliseconds of which so many have no more. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** A Markdown table of one database's figures; each block after the first begins with its baseline. */
export function describeSearches(name: string, measured: MeasuredSearches): string {
  const { chunks, alone, smallAlone, repositories, among, smallAmong, inTurn } = measured;
  const baseline = all(alone);
  const small = all(smallAlone);
  const many = repositories.toLocaleString('en-US');
  return [
    `| search on ${name} | p50 | p95 | most | p95 by its baseline | to reach |`,
    '| --- | --- | --- | --- | --- | --- |',
    row(`**one repository of ${chunks.toLocaleString('en-US')} chunks** (baseline A)`, baseline, '', goal),
    ...queryKinds.map((kind) => row(kind, alone.warm[kind], '', undefined)),
    row('the first search of the process', [alone.first], '', undefined),
    row('context, after the search of a whole issue', alone.contexts, '', contextGoal),
    row(`**the same, ${many} other repositories in its database**`, all(among), ratio(all(among), baseline), goal),
    row('context there', among.contexts, ratio(among.contexts, alone.contexts), contextGoal),
    row('one small repository, alone in its database (baseline B)', small, '', undefined),
    row(`**the same, among ${many}**`, all(smallAmong), ratio(all(smallAmong), small), goal),
    row(`**${many} small repositories in turn**, each searched before`, inTurn.again, ratio(inTurn.again, small), goal),
    row('each for the first time in the process', inTurn.first, ratio(inTurn.first, small), undefined),
  ].join('\n');
}

/** What a search must reach, and did not; empty when all is well. */
export function missed({ alone, among, inTurn }: MeasuredSearches): string[] {
  const measured: readonly (readonly [string, readonly number[], number])[] = [
    ['one repository', all(alone), goal],
    ['one repository among many', all(among), goal],
    ['many repositories in turn', inTurn.again, goal],
    ['contexts', alone.contexts, contextGoal],
    ['contexts among many', among.contexts, contextGoal],
  ];
  return measured.flatMap(([what, times, most]) => {
    const p95 = quantile(times, 0.95);
    return p95 < most ? [] : [`${what}: p95 is ${p95.toFixed(0)} ms and not under ${most}`];
  });
}

function all({ warm }: SearchTimes): number[] {
  return queryKinds.flatMap((kind) => warm[kind]);
}

function ratio(times: readonly number[], baseline: readonly number[]): string {
  return `${(quantile(times, 0.95) / quantile(baseline, 0.95)).toFixed(2)} ×`;
}

function row(what: string, times: readonly number[], byBaseline: string, most: number | undefined): string {
  const figures = [0.5, 0.95, 1].map((share) => `${quantile(times, share).toFixed(1)} ms`);
  return `| ${[what, ...figures, byBaseline, most === undefined ? '' : `p95 < ${most} ms`].join(' | ')} |`;
}
