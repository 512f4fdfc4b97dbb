import { languageOf } from '../syntax/language.ts';
import { estimateTokens } from '../text/estimate-tokens.ts';
import { textOf } from '../text/lines.ts';
import type { Chunk, CutFile } from './chunk.ts';
import { type Weights, weigh, withoutBlankEnds } from './chunk-lines.ts';
import type { Piece } from './chunk-syntax.ts';
import { type CutPieces, cutAsText, cutFile } from './cut-file.ts';

/** Cuts a file into chunks, which together cover each line that is not blank exactly once, in order. */
export async function chunkFile(path: string, lines: readonly string[]): Promise<CutFile> {
  const weights = weigh(lines);
  return toChunks(await cutFile(languageOf(path), lines, weights), lines, weights);
}

/** The same without a parser: for a file that a parser does not come through. */
export function chunkAsText(path: string, lines: readonly string[]): CutFile {
  const weights = weigh(lines);
  return toChunks(cutAsText(languageOf(path), lines, weights), lines, weights);
}

function toChunks({ pieces, imports, unparsed }: CutPieces, lines: readonly string[], weights: Weights): CutFile {
  const chunks = pieces.flatMap((piece) => toChunk(piece, lines, weights));
  return { chunks, references: chunks.map(() => []), imports, unparsed };
}

function toChunk(piece: Piece, lines: readonly string[], weights: Weights): Chunk[] {
  const rows = withoutBlankEnds(piece, weights);
  if (rows === undefined) return [];
  const place = { startLine: rows.from + 1, endLine: rows.to + 1 };
  const { kind, symbol } = piece;
  const parents = piece.parents.filter((row) => row < rows.from || row > rows.to).map((row) => row + 1);
  const tokens = estimateTokens(textOf(place, lines));
  return [{ ...place, kind, symbol, definitions: [...new Set(piece.definitions)], parents, tokens }];
}
