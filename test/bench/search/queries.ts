import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { SearchableSnapshot } from '../../../src/context/chunk-search.ts';
import { isTestPath } from '../../../src/text/test-path.ts';

export const queryKinds = ['identifiers', 'sentences', 'whole issues', 'stack traces'] as const;
export type QueryKind = (typeof queryKinds)[number];

export interface BenchQuery {
  readonly kind: QueryKind;
  readonly text: string;
}

const issueLine = z.object({ problem_statement: z.string() });
const ofEachKind = 25;
/** Lines: what is shorter is a title alone. */
const leastIssue = 5;
const framesOfTrace = 8;

/** What people and agents ask for, as many of each kind: half from the set of issues, half from the code itself. */
export async function makeQueries(set: string, snapshot: SearchableSnapshot): Promise<BenchQuery[]> {
  const issues = readFileSync(set, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => issueLine.parse(JSON.parse(line)).problem_statement);
  const whole = issues.filter((text) => text.split('\n').length >= leastIssue);
  const titles = issues.filter((text) => !whole.includes(text)).map((text) => text.split('\n', 1)[0] ?? '');
  const places = await findPlaces(snapshot);
  const traces = [...new Set(places.map(({ extension }) => extension))].flatMap((extension) =>
    traceOf(places.filter((place) => place.extension === extension)),
  );
  const texts: Readonly<Record<QueryKind, readonly string[]>> = {
    identifiers: places.map(({ symbol }) => symbol),
    sentences: titles,
    'whole issues': whole,
    'stack traces': traces,
  };
  return queryKinds.flatMap((kind) => spread(texts[kind], ofEachKind).map((text) => ({ kind, text })));
}

interface CodePlace {
  readonly path: string;
  readonly extension: string;
  readonly symbol: string;
  readonly line: number;
}

/** Definitions of many files that are no tests. */
async function findPlaces({ files, chunks }: SearchableSnapshot): Promise<CodePlace[]> {
  const code = files.flatMap(({ path }, file) => (!isTestPath(path) && extensionOf(path) in traces ? [file] : []));
  const looked = spread(code, 1_000);
  return (await chunks(looked)).flatMap((list, index) => {
    const path = files[looked[index] ?? 0]?.path ?? '';
    const defining = list.find(({ kind, symbol }) => symbol !== null && ['function', 'method', 'class'].includes(kind));
    if (defining === undefined) return [];
    return [{ path, extension: extensionOf(path), symbol: defining.symbol ?? '', line: defining.startLine + 1 }];
  });
}

/** As each language prints a call, and the message that ends a trace. */
const traces: Readonly<Record<string, { message: string; frame: (place: CodePlace) => string }>> = {
  py: {
    message: "TypeError: 'NoneType' object is not iterable",
    frame: ({ path, line, symbol }) => `  File "/srv/app/${path}", line ${line}, in ${symbol.split('.').at(-1)}`,
  },
  ts: { message: "TypeError: Cannot read properties of undefined (reading 'length')", frame: inV8 },
  js: { message: 'Error: The stream was closed before the response was sent', frame: inV8 },
  rb: {
    message: "undefined method `each' for nil (NoMethodError)",
    frame: ({ path, line, symbol }) => `\tfrom /srv/app/${path}:${line}:in '${symbol.split('.').at(-1)}'`,
  },
  go: {
    message: 'panic: runtime error: invalid memory address or nil pointer dereference',
    frame: ({ path, line, symbol }) => `main.${symbol}(...)\n\t/srv/app/${path}:${line} +0x1d`,
  },
  java: {
    message: 'java.lang.IllegalStateException: The bean is not there',
    frame: ({ path, line, symbol }) => `\tat org.example.${symbol}(${path.split('/').at(-1)}:${line})`,
  },
};

function inV8({ path, line, symbol }: CodePlace): string {
  return `    at ${symbol} (/srv/app/${path}:${line}:11)`;
}

/** Traces of a language, of a few calls each. */
function traceOf(places: readonly CodePlace[]): string[] {
  const { message = '', frame = () => '' } = traces[places[0]?.extension ?? ''] ?? {};
  return Array.from({ length: Math.floor(places.length / framesOfTrace) }, (_, number) => {
    const calls = places.slice(number * framesOfTrace, (number + 1) * framesOfTrace);
    return [message, ...calls.map(frame)].join('\n');
  });
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function spread<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, all.length / count);
  return Array.from({ length: Math.min(count, all.length) }, (_, index) => all[Math.floor(index * step)]).flatMap(
    (one) => (one === undefined ? [] : [one]),
  );
}
