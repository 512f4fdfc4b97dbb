import type { TestFailure } from '../test-report.ts';
import { placeOf, readTrace, shortTrace } from './read-trace.ts';

const panic = /^thread '.{1,1000}' (?:\(\d{1,12}\) )?panicked at (.*)$/;
/** Since Rust 1.73 the message is on the next line; before it stood in quotes before the place. */
const placed = /^(\S{1,400}):(\d{1,7}):\d{1,7}:?$/;
const quoted = /^'([\s\S]*)', (\S{1,400}):(\d{1,7}):\d{1,7}$/;
const quotedEnd = /', \S{1,400}:\d{1,7}:\d{1,7}$/;
const note = /^note: /;
/** What libtest and nextest say around a test that they run alone. */
const noise = /^(?:running \d{1,9} tests?|test .{1,1000} \.\.\. FAILED|failures:|stderr:|test result: .*| {4}\S+)?$/;

const mostQuoted = 50;

/** A message in quotes may have several lines. */
function joinQuoted(first: string, rest: readonly string[]): string {
  if (!first.startsWith("'")) return first;
  const end = [first, ...rest].slice(0, mostQuoted).findIndex((line) => quotedEnd.test(line));
  return [first, ...rest.slice(0, Math.max(end, 0))].join('\n');
}

/** One test's output, with its panic in it. @param file of the test's target, where the log says it. */
export function rustFailure(name: string, lines: readonly string[], file?: string): TestFailure {
  const full = name.split('::').join(' > ');
  const start = lines.findIndex((line) => panic.test(line));
  if (start === -1) {
    const message = lines
      .filter((line) => !note.test(line))
      .join('\n')
      .trim();
    return {
      kind: 'failed',
      name: full,
      message: message || 'The test failed without a message.',
      ...(file === undefined ? {} : { file }),
    };
  }
  const at = panic.exec(lines[start] ?? '')?.[1] ?? '';
  const [, oldMessage, oldFile, oldLine] = quoted.exec(joinQuoted(at, lines.slice(start + 1))) ?? [];
  const [, newFile = oldFile, newLine = oldLine] = placed.exec(at) ?? [];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => note.test(line) || line === 'stack backtrace:');
  const message = oldMessage ?? rest.slice(0, end === -1 ? rest.length : end).join('\n');
  const frames = readTrace(rest.join('\n')).frames.filter((frame) => !frame.file.startsWith('/rustc/'));
  const thrown =
    newFile === undefined ? [] : [{ file: newFile, line: Number(newLine), text: `at ${newFile}:${newLine}` }];
  return {
    kind: 'failed',
    name: full,
    message: message.trim() || 'The test panicked without a message.',
    ...placeOf(
      [...frames, ...thrown],
      file === undefined || frames.some((frame) => frame.file === file) ? file : undefined,
    ),
    ...shortTrace(frames.length === 0 ? thrown : frames),
    output: lines
      .slice(0, start)
      .filter((line) => !noise.test(line))
      .join('\n'),
  };
}
