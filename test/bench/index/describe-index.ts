import type { ComposedRepository } from './compose-repository.ts';
import type { DatabaseBytes } from './database-bytes.ts';
import type { Measured } from './measure-index.ts';
import type { Load } from './watch-process.ts';

interface Baseline {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

type Row = readonly [what: string, figure: string, goal?: string];

const megabyte = 1_000_000;

/** A Markdown table of one database's figures. */
export function describeIndex(
  name: string,
  repository: ComposedRepository,
  baseline: Baseline,
  { cold, vectors, search, again, killed, resumed, branch }: Measured,
): string {
  const bytes = bytesOf(cold.bytes);
  const withVectors = bytesOf(vectors.bytes);
  const rows: Row[] = [
    ['files', `${count(repository.files)} of ${repository.sources} public repositories`],
    ['source', `${mb(repository.bytes)}, ${count(vectors.chunks)} chunks, ${count(vectors.unparsed)} files unparsed`],
    ['**cold index until searchable by words, symbols, structure**', time(cold.load), '< 30 s'],
    ['parsing alone, same files and threads', time(baseline)],
    [
      'ratio of the two',
      `${ratio(cold.load.seconds, baseline.seconds)}, by CPU ${ratio(cold.load.cpuSeconds, baseline.cpuSeconds)}`,
      '≤ 3 ×',
    ],
    ['of it listing', seconds(cold.stages.listing)],
    [
      'of it reading, cutting, writing',
      `${seconds(cold.stages.files)}, with a write under way ${seconds(cold.stages.writing)}`,
    ],
    ['of it snapshot', seconds(cold.stages.snapshot)],
    ['event loop during it', delay(cold.load), 'p99 < 100 ms'],
    ['peak memory', `${cold.load.peakMb.toFixed(0)} MB`, '< 1,024 MB'],
    [
      'database without vectors',
      `${mb(bytes)}, ${ratio(bytes, repository.bytes)} the source: ${tables(cold.bytes)}`,
      '< 3 ×',
    ],
    ['built-in vectors', `${time(vectors.load)}, ${rate(vectors.chunks, vectors.load.seconds)}`],
    ['event loop during it', delay(vectors.load)],
    ['peak memory', `${vectors.load.peakMb.toFixed(0)} MB`, '< 1,024 MB'],
    [
      'database with them',
      `${mb(withVectors)}, ${ratio(withVectors, repository.bytes)} the source: ${tables(vectors.bytes)}`,
    ],
    ['the whole database', mb(vectors.bytes.whole)],
    ['unchanged index again', seconds(again.unchanged.seconds), '< 1 s'],
    ['next commit, 10 changed files', seconds(again.changed.seconds), '< 1 s'],
    ['files reused by it', percent(again.changed.reused, again.changed.files), '> 99 %'],
    ['branch of known contents', `${seconds(branch.seconds)} for ${count(branch.files)} files`],
    [
      'killed halfway',
      `${count(killed.done)} files reported, ${count(Math.max(0, killed.done - resumed.reused))} lost, ${count(resumed.files - resumed.reused)} left to do`,
      '0 lost',
    ],
    ['first search of a process', `${search.cold.toFixed(0)} ms`],
    ['later searches', `p50 ${at(search.warm, 0.5)}, p95 ${at(search.warm, 0.95)}`, 'p95 < 50 ms'],
  ];
  return [
    `| index on ${name} | figure | to reach |`,
    '| --- | --- | --- |',
    ...rows.map(([what, figure, goal = '']) => `| ${what} | ${figure} | ${goal} |`),
  ].join('\n');
}

const count = (value: number) => value.toLocaleString('en-US');
const mb = (value: number) => `${(value / megabyte).toFixed(1)} MB`;
const seconds = (value: number) => `${value.toFixed(2)} s`;
const ratio = (value: number, base: number) => `${(value / base).toFixed(2)} ×`;
const percent = (value: number, base: number) => `${((100 * value) / base).toFixed(2)} %`;
const rate = (value: number, duration: number) => `${count(Math.round(value / duration))} chunks/s`;
const time = (value: Baseline) => `${seconds(value.seconds)} (${seconds(value.cpuSeconds)} of CPU)`;
const delay = ({ delay: { p50, p99, max } }: Load) =>
  `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, max ${max.toFixed(0)} ms`;
const at = (ascending: readonly number[], share: number) =>
  `${(ascending[Math.floor(share * ascending.length)] ?? 0).toFixed(0)} ms`;

function bytesOf({ tables }: DatabaseBytes): number {
  return Object.values(tables).reduce((sum, bytes) => sum + bytes, 0);
}

function tables({ tables: all }: DatabaseBytes): string {
  return Object.entries(all)
    .filter(([, bytes]) => bytes >= megabyte / 10)
    .map(([name, bytes]) => `${name} ${mb(bytes)}`)
    .join(', ');
}
