import { languageOf } from '../syntax/language.ts';
import type { Chunk } from './chunk.ts';
import { weigh, withoutBlankEnds } from './chunk-lines.ts';
import { cutFile } from './cut-file.ts';

/** Cuts a file into chunks, which together cover each line that is not blank exactly once, in order. */
export async function chunkFile(path: string, lines: readonly string[]): Promise<Chunk[]> {
  const weights = weigh(lines);
  const pieces = await cutFile(languageOf(path), lines, weights);
  return pieces.flatMap((piece) => {
    const rows = withoutBlankEnds(piece, weights);
    if (rows === undefined) return [];
    const { kind, symbol, definitions } = piece;
    return [{ startLine: rows.from + 1, endLine: rows.to + 1, kind, symbol, definitions: [...new Set(definitions)] }];
  });
}
