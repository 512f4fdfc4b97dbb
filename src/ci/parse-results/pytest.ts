import type { TestFailure, TestResults } from '../test-report.ts';
import { countWords } from './count-words.ts';
import { readPytestBody } from './pytest-body.ts';

const start = /^=+ test sessions? starts =+$/;
const section = /^=+ (ERRORS|FAILURES|[^=].{0,200}) =+$/;
const summary = /^(?:=+ )?(?:\d{1,9} [a-z]{1,20}(?:, )?){1,12} in \d{1,9}(?:\.\d+)?s\b/;
const emptySummary = /^(?:=+ )?no tests (?:ran|collected)\b/;
const summaryEntry = /^(FAILED|ERROR) (\S.*)$/;

/** One block under ERRORS or FAILURES: its title and what stands below. */
interface Block {
  readonly title: string;
  readonly body: string;
}

/** What the short summary says: `tests/test_a.py::TestB::test_c[1] - assert 1 == 2`. */
interface Entry {
  readonly kind: 'failed' | 'error';
  readonly file: string;
  readonly names: readonly string[];
  readonly message: string;
}

/** Reads what pytest prints (fixtures: 9.0); null where the log is not pytest's. Expects a cleaned log. */
export function parsePytest(log: string): TestResults | null {
  const lines = log.split('\n');
  const summaries = lines.filter((line) => summary.test(line));
  if (summaries.length === 0 && !lines.some((line) => start.test(line) || emptySummary.test(line))) return null;
  const { blocks, entries } = readSections(lines);
  const failures = blocks.length === 0 ? entries.map(fromEntry) : fromBlocks(blocks, entries);
  const counts = countWords(summaries);
  const count = (word: string) => counts.get(word) ?? 0;
  return {
    format: 'pytest',
    passed: count('passed') + count('xfailed') + count('xpassed'),
    failed: summaries.length === 0 ? failures.length : count('failed') + count('error') + count('errors'),
    skipped: count('skipped'),
    failures,
  };
}

function readSections(lines: readonly string[]): { blocks: Block[]; entries: Entry[] } {
  const blocks: Block[] = [];
  const entries: Entry[] = [];
  let current = '';
  let title: string | null = null;
  let body: string[] = [];
  const finish = () => {
    if (title !== null) blocks.push({ title, body: body.join('\n') });
    title = null;
    body = [];
  };
  for (const line of lines) {
    const entered = section.exec(line)?.[1];
    const header = current === 'ERRORS' || current === 'FAILURES' ? blockTitle(line) : null;
    if (entered !== undefined || summary.test(line)) {
      finish();
      current = entered ?? '';
    } else if (header !== null) {
      finish();
      title = header;
    } else if (title !== null) {
      body.push(line);
    } else if (current.startsWith('short test summary')) {
      entries.push(...readEntry(line));
    }
  }
  finish();
  return { blocks, entries };
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

function fromBlocks(blocks: readonly Block[], entries: readonly Entry[]): TestFailure[] {
  const unused = new Map<string, Entry[]>();
  for (const entry of entries) {
    const name = entry.names.join('.');
    unused.set(name, [...(unused.get(name) ?? []), entry]);
  }
  return blocks.map(({ title, body }) => {
    if (title.startsWith(collecting)) {
      const file = title.slice(collecting.length);
      return { kind: 'collection', name: file, ...readPytestBody(body, file) };
    }
    const test = title.replace(setUp, '');
    const entry = unused.get(test)?.shift();
    return {
      kind: test === title ? 'failed' : 'error',
      name: entry?.names.join(' > ') ?? test,
      ...readPytestBody(body, entry?.file),
    };
  });
}
