import { countTokens } from '../text/tokens.ts';
import { renderMap } from './render-context.ts';
import { findSignatures, type Signature } from './signatures.ts';
import type { Source } from './source.ts';

/** A file, and the lines that say what it defines. */
export interface MappedFile {
  readonly path: string;
  /** From 1, ascending. */
  readonly lines: readonly number[];
  /** How many more there are. */
  readonly left: number;
}

/** Of one file: what is deeper inside of others is left out first. */
const mostLines = 40;

/** The map of the files, the likeliest first: as many of them as there is room for, in tokens of cl100k. */
export function mapSignatures(
  paths: readonly string[],
  source: Source,
  room: number,
): { readonly files: MappedFile[]; readonly tokens: number } {
  const files = paths.flatMap((path) => mapFile(path, source));
  for (;;) {
    const tokens = countTokens(renderMap(files, source.lines));
    if (tokens <= room) return { files, tokens };
    // Each round is nearer to the room, and at most as many rounds are needed as there are files.
    files.length = Math.min(files.length - 1, Math.ceil((files.length * room) / tokens));
  }
}

function mapFile(path: string, source: Source): MappedFile[] {
  const signatures = findSignatures(source.chunks(path), source.lines(path));
  const all = [...new Set(signatures.sort(byDepth).map(({ line }) => line))];
  if (all.length === 0) return [];
  const lines = all.slice(0, mostLines).sort((left, right) => left - right);
  return [{ path, lines, left: all.length - lines.length }];
}

function byDepth(left: Signature, right: Signature): number {
  const depth = ({ symbol }: Signature) => symbol.split('.').length;
  return depth(left) - depth(right) || left.line - right.line;
}
