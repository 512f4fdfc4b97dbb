import type { Node } from 'web-tree-sitter';
import { parse } from '../syntax/parse.ts';
import { cutAtHeadings } from './chunk-headings.ts';
import { cutAtBlankRows, type Rows, type Weights } from './chunk-lines.ts';
import { chunkSyntax, largestChunk, type Piece } from './chunk-syntax.ts';
import type { LanguageRules } from './languages/language-rules.ts';
import { rulesOf } from './languages/languages.ts';

export interface CutPieces {
  /** They tile the file. */
  readonly pieces: readonly Piece[];
  readonly imports: readonly string[];
  readonly unparsed: boolean;
}

/** By its syntax where there are rules for its language, else at headings or blank lines. */
export async function cutFile(language: string, lines: readonly string[], weights: Weights): Promise<CutPieces> {
  const pieces = await cutSyntax(language, lines, { from: 0, to: lines.length - 1 }, weights);
  return pieces === undefined ? cutAsText(language, lines, weights) : { pieces, imports: [], unparsed: false };
}

/** Without a parser: what there are rules for counts as unparsed. */
export function cutAsText(language: string, lines: readonly string[], weights: Weights): CutPieces {
  const rows = { from: 0, to: lines.length - 1 };
  const pieces = language === 'markdown' ? cutAtHeadings(lines, weights) : cutText(rows, weights);
  return { pieces, imports: [], unparsed: rulesOf(language) !== undefined };
}

/** Undefined where the language has no rules or no grammar, or the parser gives up. */
async function cutSyntax(
  language: string,
  lines: readonly string[],
  rows: Rows,
  weights: Weights,
): Promise<Piece[] | undefined> {
  const rules = rulesOf(language);
  if (rules === undefined) return undefined;
  const cut = await parse(language, lines.join('\n'), (root) => {
    const embedded = findEmbedded(root, rules);
    return { embedded, around: complement(embedded, rows).map((part) => chunkSyntax(root, part, weights, rules)) };
  });
  if (cut === undefined) return undefined;
  const inside = await Promise.all(cut.embedded.map((code) => cutEmbedded(code, lines, weights)));
  return cut.around.flatMap((pieces, index) => [...pieces, ...(inside[index] ?? [])]);
}

interface Embedded extends Rows {
  readonly language: string;
}

function findEmbedded(root: Node, { embedded }: LanguageRules): Embedded[] {
  if (embedded === undefined) return [];
  return root.descendantsOfType([...embedded.types]).flatMap((node) => {
    const language = node === null ? undefined : embedded.languageOf(node);
    if (node === null || language === undefined || rulesOf(language) === undefined) return [];
    const [from, to] = [node.startPosition.row, node.endPosition.row];
    return to - from < 2 ? [] : [{ language, from, to }];
  });
}

/** Code with the tags around it, which are blanked for its parser: they share a chunk with what is beside them. */
async function cutEmbedded({ language, from, to }: Embedded, lines: readonly string[], weights: Weights) {
  const rows = { from: 0, to: to - from };
  const shifted: Weights = { of: (part) => weights.of({ from: part.from + from, to: part.to + from }) };
  const code = ['', ...lines.slice(from + 1, to), ''];
  const pieces = (await cutSyntax(language, code, rows, shifted)) ?? cutText(rows, shifted);
  return pieces.map((piece) => ({
    ...piece,
    from: piece.from + from,
    to: piece.to + from,
    parents: piece.parents.map((row) => row + from),
  }));
}

/** The rows before, between and after those given, which are in order; some may be empty (`to` before `from`). */
function complement(parts: readonly Rows[], { from, to }: Rows): Rows[] {
  return [...parts, { from: to + 1 }].map((next, index) => ({
    from: index === 0 ? from : (parts[index - 1]?.to ?? 0) + 1,
    to: next.from - 1,
  }));
}

function cutText(rows: Rows, weights: Weights): Piece[] {
  return cutAtBlankRows(rows, weights, largestChunk).map((part) => ({
    ...part,
    kind: 'text',
    symbol: null,
    definitions: [],
    parents: [],
  }));
}
