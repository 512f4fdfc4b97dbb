import { languageOf } from '../syntax/language.ts';
import { estimateTokens } from '../text/estimate-tokens.ts';
import { textOf } from '../text/lines.ts';
import type { Chunk, CutFile } from './chunk.ts';
import { type Weights, weigh, withoutBlankEnds } from './chunk-lines.ts';
import { cutAsText, cutFile, type FileCut } from './cut-file.ts';
import type { Piece } from './piece.ts';
import { usedNames } from './used-names.ts';

/** Cuts a file into chunks, which together cover each line that is not blank exactly once, in order. */
export async function chunkFile(path: string, lines: readonly string[]): Promise<CutFile> {
  const weights = weigh(lines);
  return toChunks(await cutFile(languageOf(path, lines[0]), lines, weights), lines, weights);
}

/** The same without a parser: for a file that a parser does not come through. */
export function chunkAsText(path: string, lines: readonly string[]): CutFile {
  const weights = weigh(lines);
  return toChunks(cutAsText(languageOf(path, lines[0]), lines, weights), lines, weights);
}

function toChunks({ pieces, names, imports, unparsed }: FileCut, lines: readonly string[], weights: Weights): CutFile {
  const filled = pieces.flatMap((piece) => {
    const rows = withoutBlankEnds(piece, weights);
    return rows === undefined ? [] : [{ ...piece, ...rows }];
  });
  const chunks = filled.map((piece) => toChunk(piece, lines));
  return { chunks, references: usedNames(filled, names), imports, unparsed };
}

function toChunk({ from, to, kind, symbol, definitions, parents }: Piece, lines: readonly string[]): Chunk {
  const place = { startLine: from + 1, endLine: to + 1 };
  return {
    ...place,
    kind,
    symbol,
    definitions: [...new Set(definitions)],
    parents: parents.filter((row) => row < from).map((row) => row + 1),
    tokens: estimateTokens(textOf(place, lines)),
  };
}
