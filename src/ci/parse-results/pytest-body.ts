import type { TestFailure } from '../test-report.ts';
import { isForeign } from './other-frames.ts';
import { dedent, isSameFile } from './read-trace.ts';

const place = /^([^\s:][^:]{0,400}):(\d{1,7}): ?(.*)$/;
const nativePlace = /^ *File "([^"]+)", line (\d{1,7})/;
const captured = /^-+ Captured \S/;
/** The failing statement in the long style. */
const statement = /^> +\S/;
const longestTrace = 6;

/**
 * Reads one failure as pytest prints it, in any of its styles: lines that start with `E` hold the message, lines such as
 * `tests/test_a.py:17: AssertionError` the places, outermost first.
 */
export function readPytestBody(all: readonly string[], file?: string): Omit<TestFailure, 'kind' | 'name'> {
  const end = all.findIndex((line) => captured.test(line));
  const lines = end === -1 ? all : all.slice(0, end);
  const own = readPlaces(lines);
  const seen = file === undefined ? own.at(0) : own.findLast((candidate) => isSameFile(candidate.file, file));
  const shown = lines.filter((line) => statement.test(line) || own.some(({ text }) => text === line.trim()));
  const where = file ?? seen?.file;
  const output = end === -1 ? '' : readOutput(all.slice(end));
  return {
    message: readMessage(lines),
    ...(where === undefined ? {} : { file: where }),
    ...(seen === undefined ? {} : { line: seen.line }),
    ...(shown.length === 0 ? {} : { trace: shown.slice(-longestTrace).join('\n') }),
    ...(output === '' ? {} : { output }),
  };
}

function readOutput(lines: readonly string[]): string {
  return lines
    .filter((line) => !captured.test(line))
    .join('\n')
    .trim();
}

/** The lines that name the project's own code, outermost first. */
export function readPlaces(lines: readonly string[]): { file: string; line: number; text: string }[] {
  return lines.flatMap((line) => readPlace(line) ?? []).filter((candidate) => !isForeign(candidate.file));
}

function readPlace(line: string): { file: string; line: number; text: string } | undefined {
  const match = place.exec(line) ?? nativePlace.exec(line);
  if (!match?.[1]) return undefined;
  return { file: match[1], line: Number(match[2]), text: line.trim() };
}

/** The `E` lines; without them (native style) the last lines that are not indented. */
function readMessage(lines: readonly string[]): string {
  const marked = lines.filter((line) => line === 'E' || line.startsWith('E  ')).map((line) => line.slice(1));
  if (marked.length > 0) return dedent(marked.join('\n'));
  const last = lines.findLastIndex((line) => /^[A-Za-z]/.test(line));
  return last === -1 ? dedent(lines.join('\n')) : lines.slice(last).join('\n').trimEnd();
}
