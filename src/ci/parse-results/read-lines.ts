import type { TestResults } from '../test-report.ts';
import { type Format, formats } from './formats.ts';
import type { ResultReader } from './result-reader.ts';

/** Reads the lines of a log with every format that shows in it. */
export interface LinesReader {
  line(line: string): void;
  /** One for each tool and, where packages are told apart, for each package. */
  end(): TestResults[];
}

/**
 * A monorepo's tools put the package before each line, when several run at once: `packages/web test: …` (pnpm),
 * `web:test: …` (turbo), `[@shop/web]: …` (yarn), `[0] …` and `[test:web] …` (concurrently).
 */
const prefix =
  /^(?:(@?\w[\w.-]{0,60}\/[\w./-]{0,100} test[\w:-]{0,40}|@?\w[\w./-]{0,100}:test[\w:-]{0,40}):(?: |$)|\[(@?\w[\w./-]{0,100})\]:(?: |$)|\[(\d{1,3}|test[\w:-]{0,40})\](?: |$))/;
const mostPackages = 100;

export function readLines(): LinesReader {
  const unnamed = openReaders();
  const named = new Map<string, LinesReader>();
  return {
    line(line) {
      const match = mayHavePrefix(line) ? prefix.exec(line) : null;
      if (match === null) return unnamed.line(line);
      const owner = match[1] ?? match[2] ?? match[3] ?? '';
      let reader = named.get(owner);
      if (reader === undefined && named.size < mostPackages) {
        reader = openReaders();
        named.set(owner, reader);
      }
      (reader ?? unnamed).line(line.slice(match[0].length));
    },
    end: () => [unnamed, ...named.values()].flatMap((reader) => reader.end()),
  };
}

/** A cheap look before the pattern: names in brackets have no space, and the others hold `test`. */
function mayHavePrefix(line: string): boolean {
  if (!line.startsWith('[')) return line.includes('test');
  const space = line.indexOf(' ');
  return line.lastIndexOf(']', space === -1 ? line.length : space) !== -1;
}

/** Some tools say what went wrong before anything that tells them from others. */
const linesBefore = 64;

interface OpenReader {
  readonly reader: ResultReader;
  /** How many lines of the log it has been given or has no use for. */
  seen: number;
}

/**
 * A reader is opened when a line has its sign. One that waits for the next sign is not given the lines between, which
 * are most of a long log, but then the last of them.
 */
function openReaders(): LinesReader {
  const readers = new Map<Format, OpenReader>();
  const recent: string[] = [];
  /** Those that want every line. */
  let busy: OpenReader[] = [];
  let count = 0;

  const openFor = (format: Format): OpenReader => {
    const known = readers.get(format);
    if (known !== undefined) return known;
    const open = { reader: format.open(), seen: 0 };
    readers.set(format, open);
    return open;
  };
  const give = (open: OpenReader, line: string) => {
    for (let at = Math.max(count - linesBefore, open.seen); at < count; at++) {
      open.reader.line(recent[at % linesBefore] ?? '');
    }
    open.reader.line(line);
    open.seen = count + 1;
  };

  return {
    line(line) {
      if (starts.test(line) || insides.test(line)) {
        for (const format of formats) if (isFor(format, line)) give(openFor(format), line);
        busy = [...readers.values()].filter(({ reader }) => !reader.isIdle);
      }
      let hasIdle = false;
      for (const open of busy) {
        if (open.seen <= count) give(open, line);
        if (open.reader.isIdle) hasIdle = true;
      }
      if (hasIdle) busy = busy.filter(({ reader }) => !reader.isIdle);
      recent[count % linesBefore] = line;
      count++;
    },
    end: () => formats.flatMap((format) => readers.get(format)?.reader.end() ?? []),
  };
}

function isFor({ sign, inside }: Format, line: string): boolean {
  return sign?.test(line) === true || inside?.test(line) === true;
}

/** One pattern for all, because every line is tested; those that are for the start of a line are tried only there. */
const starts = new RegExp(formats.flatMap(({ sign }) => sign?.source ?? []).join('|'));
const insides = new RegExp(formats.flatMap(({ inside }) => inside?.source ?? []).join('|'));
