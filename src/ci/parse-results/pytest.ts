import type { TestFailure } from '../test-report.ts';
import { createClock } from './clock.ts';
import { collectBlocks } from './collect-blocks.ts';
import { collectFailures } from './collect-failures.ts';
import { readPlaces, readPytestBody } from './pytest-body.ts';
import { isSameFile } from './read-trace.ts';
import type { ResultReader } from './result-reader.ts';
import { wordCounts } from './word-counts.ts';

const start = /^=+ test sessions? starts =+$/;
const section = /^=+ (ERRORS|FAILURES|[^=].{0,200}) =+$/;
const summary = /^(?:=+ )?(?:\d{1,9} [a-z]{1,20}(?:, )?){1,12} in (\d{1,9}(?:\.\d+)?s)\b/;
const emptySummary = /^(?:=+ )?no tests (?:ran|collected)\b/;
const summaryEntry = /^(FAILED|ERROR) (\S.*)$/;
const mostEntries = 20_000;
const mostPlaces = 20;

export const pytestSign =
  /^(?:=+ \S|_+ \S|(?:FAILED|ERROR) \S|\d{1,9} [a-z]{1,20}(?:, \d{1,9} [a-z]{1,20}){0,11} in \d|no tests (?:ran|collected))/;

/** One block under ERRORS or FAILURES: its title and what stands below. */
interface Block {
  readonly title: string;
  readonly failure: Omit<TestFailure, 'kind' | 'name'>;
  /** Which of them is the test's own tells the short summary, which comes last. */
  readonly places: readonly { file: string; line: number }[];
}

/** What the short summary says: `tests/test_a.py::TestB::test_c[1] - assert 1 == 2`. */
interface Entry {
  readonly kind: 'failed' | 'error';
  readonly file: string;
  readonly names: readonly string[];
  readonly message: string;
}

/** Reads what pytest prints (fixtures: 9.0). */
export function readPytest(): ResultReader {
  const counts = wordCounts();
  const clock = createClock();
  const found: Block[] = [];
  const entries: Entry[] = [];
  let isPytest = false;
  let hasSummary = false;
  let current = '';
  const blocks = collectBlocks<string>((title, body) => {
    if (found.length >= mostEntries) return;
    const places = readPlaces(body)
      .slice(-mostPlaces)
      .map(({ file, line }) => ({ file, line }));
    found.push({ title, failure: readPytestBody(body, fileOf(title)), places });
  });
  return {
    get isIdle() {
      return !blocks.isOpen;
    },
    line(line) {
      const seconds = summary.exec(line)?.[1];
      const entered = section.exec(line)?.[1];
      const title = current === 'ERRORS' || current === 'FAILURES' ? blockTitle(line) : null;
      if (start.test(line) || emptySummary.test(line)) isPytest = true;
      if (seconds !== undefined) {
        hasSummary = true;
        counts.add(line);
        clock.add(seconds);
      }
      if (entered !== undefined || seconds !== undefined) {
        blocks.close();
        current = seconds === undefined ? (entered ?? '') : '';
      } else if (title !== null) {
        blocks.open(title);
      } else if (blocks.isOpen) {
        blocks.add(line);
      } else if (current.startsWith('short test summary') && entries.length < mostEntries) {
        entries.push(...readEntry(line));
      }
    },
    end() {
      blocks.close();
      if (!isPytest && !hasSummary) return null;
      const failures = collectFailures();
      for (const failure of found.length === 0 ? entries.map(fromEntry) : fromBlocks(found, entries)) {
        failures.add(failure);
      }
      return {
        format: 'pytest',
        passed: counts.get('passed', 'xfailed', 'xpassed'),
        failed: hasSummary ? counts.get('failed', 'error', 'errors') : failures.count,
        skipped: counts.get('skipped'),
        failures: failures.all(),
        ...clock.read(),
      };
    },
  };
}

/** `___ TestB.test_c[1] ___`, but not `_ _ _ _`, which stands between two frames. */
function blockTitle(line: string): string | null {
  if (!line.startsWith('_') || !line.endsWith('_')) return null;
  const title = line.slice(line.indexOf(' '), line.lastIndexOf(' ')).trim();
  return /[^_ ]/.test(title) ? title : null;
}

function readEntry(line: string): Entry[] {
  const [, kind, rest] = summaryEntry.exec(line) ?? [];
  if (rest === undefined) return [];
  // A parameter may hold ` - ` too; the message of a failure rarely ends in a bracket, its name with one does.
  const cut = rest.indexOf('] - ') >= 0 ? rest.indexOf('] - ') + 1 : rest.indexOf(' - ');
  const [file = '', ...names] = (cut === -1 ? rest : rest.slice(0, cut)).split('::');
  const message = cut === -1 ? '' : rest.slice(cut + 3).trim();
  return [{ kind: kind === 'ERROR' ? 'error' : 'failed', file, names, message }];
}

function fromEntry(entry: Entry): TestFailure {
  const isFile = entry.names.length === 0;
  return {
    kind: isFile ? 'collection' : entry.kind,
    name: isFile ? entry.file : entry.names.join(' > '),
    file: entry.file,
    message: entry.message || 'pytest gave no reason.',
  };
}

const collecting = 'ERROR collecting ';
const setUp = /^ERROR at (?:setup|teardown) of /;

function fileOf(title: string): string | undefined {
  return title.startsWith(collecting) ? title.slice(collecting.length) : undefined;
}

function fromBlocks(blocks: readonly Block[], entries: readonly Entry[]): TestFailure[] {
  const unused = new Map<string, Entry[]>();
  for (const entry of entries) {
    const name = entry.names.join('.');
    const same = unused.get(name);
    if (same === undefined) unused.set(name, [entry]);
    else same.push(entry);
  }
  return blocks.map(({ title, failure, places }) => {
    const broken = fileOf(title);
    if (broken !== undefined) return { kind: 'collection', name: broken, ...failure };
    const test = title.replace(setUp, '');
    const kind = test === title ? 'failed' : 'error';
    const entry = unused.get(test)?.shift();
    if (entry === undefined) return { kind, name: test, ...failure };
    const { line: _, ...rest } = failure;
    const own = places.findLast(({ file }) => isSameFile(file, entry.file));
    return {
      kind,
      name: entry.names.join(' > '),
      ...rest,
      file: entry.file,
      ...(own === undefined ? {} : { line: own.line }),
    };
  });
}
