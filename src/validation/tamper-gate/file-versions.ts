import type { FileTests, TestUnit } from './read-unit.ts';

/** One version of a file that was read for tests. */
export interface FileVersion extends FileTests {
  readonly path: string;
  readonly lines: readonly string[];
}

/** A unit and where it stands. */
export interface Placed {
  readonly file: FileVersion;
  readonly unit: TestUnit;
}

export function sourceOf({ file, unit }: Placed): string {
  return file.lines.slice(unit.line - 1, unit.endLine).join('\n');
}

const ceremony = /^(?:\/\/|#(?!\[)|\/?\*|--|pass$|return;?$|\.\.\.$)/;

/** The lines of a unit that say something, without white space, comments and its first line, which names it. */
export function codeOf({ file, unit }: Placed): string[] {
  const mostLines = 2_000;
  return file.lines
    .slice(unit.line, Math.min(unit.endLine, unit.line + mostLines))
    .map((line) => line.trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line) && !ceremony.test(line) && line !== 'end');
}
