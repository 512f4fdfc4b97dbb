import { type ComposedRepository, changedFiles } from './compose-repository.ts';
import type { DatabaseBytes } from './database-bytes.ts';
import type { Measured } from './measure-index.ts';
import type { Load } from './watch-process.ts';

interface Duration {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

type Row = readonly [what: string, figure: string, goal?: string];

/** A Markdown table of one database's figures. */
export function describeIndex(
  name: string,
  repository: ComposedRepository,
  parsing: Duration,
  measured: Measured,
): string {
  const rows = [
    ...sourceRows(repository, measured),
    ...coldRows(repository, parsing, measured),
    ...vectorRows(repository, measured),
    ...laterRows(measured),
  ];
  return [
    `| index on ${name} | figure | to reach |`,
    '| --- | --- | --- |',
    ...rows.map(([what, figure, goal = '']) => `| ${what} | ${figure} | ${goal} |`),
  ].join('\n');
}

function sourceRows({ files, sources, bytes }: ComposedRepository, { vectors }: Measured): Row[] {
  return [
    ['files', `${count(files)} of ${sources} public repositories`],
    ['source', `${mb(bytes)}, ${count(vectors.chunks)} chunks, ${count(vectors.unparsed)} files unparsed`],
  ];
}

function coldRows({ bytes: source }: ComposedRepository, parsing: Duration, { cold }: Measured): Row[] {
  const { load, stages, bytes } = cold;
  const byCpu = times(load.cpuSeconds, parsing.cpuSeconds);
  const writing = `${seconds(stages.files)}, in ${seconds(stages.writing)} of it also writing`;
  return [
    ['**cold, until searchable by words, symbols and structure**', duration(load), '< 30 s'],
    ['parsing alone: same files, same threads', `${duration(parsing)}, ${mb(source / parsing.cpuSeconds)}/s of CPU`],
    ['the first by the second', `${times(load.seconds, parsing.seconds)}, by CPU ${byCpu}`, '≤ 3 ×'],
    ['listing', seconds(stages.listing)],
    ['reading, cutting, writing', writing],
    ['snapshot', seconds(stages.snapshot)],
    ['event loop', delay(load), 'p99 < 100 ms'],
    ['peak memory', memory(load), '< 1,024 MB'],
    ['database without vectors', tables(bytes, source), '< 3 ×'],
  ];
}

function vectorRows({ bytes: source }: ComposedRepository, { vectors, miniLm }: Measured): Row[] {
  const { load, chunks, bytes } = vectors;
  return [
    ['**built-in vectors**', `${duration(load)}, ${rate(chunks, load.seconds)}`],
    ['event loop', delay(load), 'p99 < 100 ms'],
    ['peak memory', memory(load), '< 1,024 MB'],
    ['database with them', tables(bytes, source)],
    ['the whole database', mb(bytes.whole)],
    ...(miniLm.unavailable === null ? miniLmRows(chunks, miniLm) : [['MiniLM', miniLm.unavailable] as const]),
  ];
}

function miniLmRows(all: number, { load, chunks, seconds: time, redone }: Measured['miniLm']): Row[] {
  const minutes = `${((all * time) / chunks / 60).toFixed(0)} min`;
  return [
    ['**MiniLM**, random weights', `${rate(chunks, time)} on the first ${count(chunks)} chunks, so ${minutes} for all`],
    ['event loop', delay(load), 'p99 < 100 ms'],
    ['peak memory', memory(load)],
    ['aborted then', `${count(redone)} chunks embedded again`, '0'],
  ];
}

function laterRows({ unchanged, push: { next, later, sinceStart }, search, interrupted, branch }: Measured): Row[] {
  const { files, lostFiles, vectors, lostVectors } = interrupted;
  const reused = `${((100 * next.reused) / next.files).toFixed(2)} %`;
  return [
    ['unchanged, again', seconds(unchanged.seconds), '< 1 s'],
    [
      `next commit, ${changedFiles} files beside each other changed`,
      `${seconds(next.seconds)}, reused ${reused}`,
      '< 1 s, > 99 %',
    ],
    ['since the start of its process, which loads the code and opens the database', seconds(sinceStart)],
    [`the one after it, ${changedFiles} files of as many places`, seconds(later.seconds), '< 1 s'],
    ['another branch of known contents', `${seconds(branch.seconds)} for ${count(branch.files)} files`],
    ['killed after so many files', `${count(files)}, of which lost ${count(lostFiles)}`, '0 lost'],
    ['killed after so many vectors', `${count(vectors)}, of which lost ${count(lostVectors)}`, '0 lost'],
    ['**search**, first of a process', milliseconds(search.cold)],
    ['second to fifth, until its words are in order by term', search.early.map(milliseconds).join(', ')],
    ['later ones', `p50 ${at(search.warm, 0.5)}, p95 ${at(search.warm, 0.95)}`, 'p95 < 50 ms'],
  ];
}

const megabyte = 1_000_000;
const count = (value: number) => value.toLocaleString('en-US');
const mb = (bytes: number) => `${(bytes / megabyte).toFixed(1)} MB`;
const seconds = (value: number) => `${value.toFixed(2)} s`;
const times = (value: number, base: number) => `${(value / base).toFixed(2)} ×`;
const rate = (chunks: number, time: number) => `${count(Math.round(chunks / time))} chunks/s`;
const duration = (value: Duration) => `${seconds(value.seconds)} (${seconds(value.cpuSeconds)} of CPU)`;
const memory = ({ peakMb }: Load) => `${count(Math.round(peakMb))} MB`;
const milliseconds = (value: number) => `${value.toFixed(0)} ms`;
const at = (ascending: readonly number[], share: number) =>
  milliseconds(ascending[Math.floor(share * ascending.length)] ?? 0);

function delay({ delay: { p50, p99, max } }: Load): string {
  return `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, max ${max.toFixed(0)} ms`;
}

function tables({ tables: all }: DatabaseBytes, source: number): string {
  const sum = Object.values(all).reduce((total, bytes) => total + bytes, 0);
  const large = Object.entries(all).filter(([, bytes]) => bytes >= megabyte / 10);
  return `${mb(sum)}, ${times(sum, source)} the source: ${large.map(([name, bytes]) => `${name} ${mb(bytes)}`).join(', ')}`;
}
