import { estimateTokens } from '../text/estimate-tokens.ts';
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
  const files = likeliestFitting(paths, source, room);
  for (;;) {
    const tokens = countTokens(renderMap(files, source.lines));
    if (tokens <= room) return { files, tokens };
    files.pop();
  }
}

/** By estimates: to count takes longer, and the files that have no room need not be read. */
function likeliestFitting(paths: readonly string[], source: Source, room: number): MappedFile[] {
  const files: MappedFile[] = [];
  let left = room;
  for (const path of paths) {
    const mapped = mapFile(path, source);
    if (mapped === undefined) continue;
    left -= estimateTokens(renderMap([mapped], source.lines));
    if (left < 0) break;
    files.push(mapped);
  }
  return files;
}

function mapFile(path: string, source: Source): MappedFile | undefined {
  const signatures = findSignatures(source.chunks(path), source.lines(path)).map(withDepth).sort(byDepth);
  const all = [...new Set(signatures.map(({ line }) => line))];
  if (all.length === 0) return undefined;
  const lines = all.slice(0, mostLines).sort((left, right) => left - right);
  return { path, lines, left: all.length - lines.length };
}

interface Placed {
  readonly line: number;
  readonly depth: number;
}

function withDepth({ line, symbol }: Signature): Placed {
  return { line, depth: symbol.split('.').length };
}

function byDepth(left: Placed, right: Placed): number {
  return left.depth - right.depth || left.line - right.line;
}
