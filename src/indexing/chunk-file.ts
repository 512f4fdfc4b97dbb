import { languageOf } from '../syntax/language.ts';
import { parse } from '../syntax/parse.ts';
import type { Chunk } from './chunk.ts';
import { cutAtBlankRows, type Weights, weigh, withoutBlankEnds } from './chunk-lines.ts';
import { chunkSyntax, largestChunk, type Piece } from './chunk-syntax.ts';
import { rulesOf } from './languages/languages.ts';

/**
 * Cuts a file into chunks: by its syntax where there are rules for its language, else at blank lines.
 * Together they cover each line that is not blank exactly once, in order.
 */
export async function chunkFile(path: string, lines: readonly string[]): Promise<Chunk[]> {
  const weights = weigh(lines);
  const pieces = (await syntaxPieces(languageOf(path), lines, weights)) ?? textPieces(lines, weights);
  return pieces.flatMap((piece) => {
    const rows = withoutBlankEnds(piece, weights);
    if (rows === undefined) return [];
    const { kind, symbol, definitions } = piece;
    return [{ startLine: rows.from + 1, endLine: rows.to + 1, kind, symbol, definitions }];
  });
}

async function syntaxPieces(
  language: string,
  lines: readonly string[],
  weights: Weights,
): Promise<Piece[] | undefined> {
  const rules = rulesOf(language);
  if (rules === undefined) return undefined;
  const rows = { from: 0, to: lines.length - 1 };
  return parse(language, lines.join('\n'), (root) => chunkSyntax(root, rows, weights, rules));
}

function textPieces(lines: readonly string[], weights: Weights): Piece[] {
  return cutAtBlankRows({ from: 0, to: lines.length - 1 }, weights, largestChunk).map((rows) => ({
    ...rows,
    kind: 'text',
    symbol: null,
    definitions: [],
  }));
}
