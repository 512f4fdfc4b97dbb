import type { TestFailure } from './test-report.ts';

/** Gives the lines of a file of the repository, or null where there is none by that path. */
export type ReadFileLines = (path: string) => Promise<readonly string[] | null>;

const linesAround = 3;
const mostFailures = 40;
const mostPlaces = 3;
const longestLine = 200;
/** `src/price.ts:3:11`, `File "price.py", line 7`, `Price.cs:line 12`: how traces name a place. */
const place = /(?:File ")?(?:\.\/)?([\w@$~][^\s:"()]{0,400}\.\w{1,8})(?:", line |:line |:)(\d{1,7})/;

/**
 * Reads the code that failures name: the line of the test and those of its trace, with a few lines around each and the
 * line itself marked.
 * @returns the text of each failure, only where a file could be read.
 */
export async function readCode(
  failures: readonly TestFailure[],
  read: ReadFileLines,
): Promise<ReadonlyMap<TestFailure, string>> {
  const files = new Map<string, Promise<readonly string[] | null>>();
  const readOnce = (path: string) => {
    const known = files.get(path) ?? read(path);
    files.set(path, known);
    return known;
  };
  const code = new Map<TestFailure, string>();
  for (const failure of failures.slice(0, mostFailures)) {
    const parts: string[] = [];
    for (const { file, line } of placesOf(failure)) {
      const lines = await readOnce(file);
      if (lines !== null && line >= 1 && line <= lines.length) parts.push(excerpt(file, line, lines));
    }
    if (parts.length > 0) code.set(failure, parts.join('\n'));
  }
  return code;
}

/** The test's own line, then those of the trace, each once. */
function placesOf({ file, line, trace = '' }: TestFailure): { file: string; line: number }[] {
  const places = new Map<string, { file: string; line: number }>();
  const add = (path: string, number: number) => places.set(`${path}:${number}`, { file: path, line: number });
  if (file !== undefined && line !== undefined) add(file, line);
  for (const text of trace.split('\n')) {
    const [, path, number] = place.exec(text) ?? [];
    if (path !== undefined) add(path, Number(number));
  }
  return [...places.values()].slice(0, mostPlaces);
}

function excerpt(file: string, line: number, lines: readonly string[]): string {
  const first = Math.max(line - linesAround, 1);
  const last = Math.min(line + linesAround, lines.length);
  const width = String(last).length;
  const shown = lines.slice(first - 1, last).map((text, index) => {
    const number = first + index;
    const mark = number === line ? '>' : ' ';
    return `${mark} ${String(number).padStart(width)} | ${text.slice(0, longestLine)}`.trimEnd();
  });
  return [`${file}:`, ...shown].join('\n');
}
