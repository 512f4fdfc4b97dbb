import type { Hunk } from './parse-hunks.ts';

/** A changed file, as a review reads it. */
export interface ReviewedFile {
  readonly path: string;
  readonly previousPath: string;
  readonly language: string;
  /** Null where there is no such file, or none that can be read as text. */
  readonly before: string | null;
  readonly after: string | null;
  readonly hunks: readonly Hunk[];
  readonly isTest: boolean;
}

/** What a review asks the index of the new commit. */
export interface ReviewIndex {
  /** Where a name is used and defined, as the index of the new commit knows it. */
  usesOf(symbol: string): Promise<{ readonly uses: readonly Use[]; readonly definitions: readonly Use[] }>;
  /** The files that import a file; undefined where it is not in the index. */
  importersOf(path: string): Promise<readonly { readonly path: string; readonly isTest: boolean }[] | undefined>;
  /** The definitions of a text; undefined where its language has no rules for them. */
  symbolsOf(path: string, text: string): Promise<readonly DefinedSymbol[] | undefined>;
}

export interface Use {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly symbol: string | null;
}

export interface DefinedSymbol {
  readonly name: string;
  readonly kind: string;
  /** Offsets in the text: of the definition, and behind what opens its body (-1 where it has none). */
  readonly nodeStart: number;
  readonly end: number;
  readonly headEnd: number;
}

/** The number of the line, from 1, that an offset is in. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let end = text.indexOf('\n'); end !== -1 && end < offset; end = text.indexOf('\n', end + 1)) line += 1;
  return line;
}

/** The lines that a change adds to a file, with their numbers. */
export function addedLinesOf({ hunks }: ReviewedFile): { readonly line: number; readonly text: string }[] {
  return hunks.flatMap(({ lines }) =>
    lines.flatMap(({ now, old, text }) => (now !== null && old === null ? [{ line: now, text }] : [])),
  );
}
