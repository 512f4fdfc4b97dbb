import type { Node } from 'web-tree-sitter';
import { parse } from '../syntax/parse.ts';
import { cutAtHeadings } from './chunk-headings.ts';
import { cutAtBlankRows, type Rows, type Weights } from './chunk-lines.ts';
import { chunkSyntax } from './chunk-syntax.ts';
import { type FoundName, findNames } from './find-names.ts';
import { findImports } from './imports/find-imports.ts';
import type { LanguageRules } from './languages/language-rules.ts';
import { rulesOf } from './languages/languages.ts';
import { largestChunk, type Piece } from './piece.ts';

export interface FileCut {
  /** They tile the file. */
  readonly pieces: readonly Piece[];
  /** In order. */
  readonly names: readonly FoundName[];
  readonly imports: readonly string[];
  readonly unparsed: boolean;
}

/** By its syntax where there are rules for its language, else at headings or blank lines. */
export async function cutFile(language: string, lines: readonly string[], weights: Weights): Promise<FileCut> {
  const cut = await cutSyntax(language, lines, { from: 0, to: lines.length - 1 }, weights);
  return cut ?? cutAsText(language, lines, weights);
}

/** Without a parser: what there are rules for counts as unparsed. */
export function cutAsText(language: string, lines: readonly string[], weights: Weights): FileCut {
  const rows = { from: 0, to: lines.length - 1 };
  const pieces = language === 'markdown' ? cutAtHeadings(lines, weights) : cutText(rows, weights);
  return { pieces, names: [], imports: [], unparsed: rulesOf(language) !== undefined };
}

/** Undefined where the language has no rules or no grammar, the parser gives up, or the text is something else. */
async function cutSyntax(
  language: string,
  lines: readonly string[],
  rows: Rows,
  weights: Weights,
): Promise<FileCut | undefined> {
  const rules = rulesOf(language);
  if (rules === undefined) return undefined;
  const text = lines.join('\n');
  const cut = await parse(language, text, (root) => {
    const embedded = findEmbedded(root, rules);
    const around = complement(embedded, rows).map((part) => chunkSyntax(root, part, weights, rules));
    if (root.isError && around.flat().every(({ definitions }) => definitions.length === 0)) return undefined;
    return { embedded, around, names: findNames(root, text, rules.names), imports: findImports(language, root) };
  });
  if (cut === undefined) return undefined;
  const inside = await Promise.all(cut.embedded.map((code) => cutEmbedded(code, lines, weights)));
  return {
    pieces: cut.around.flatMap((pieces, index) => [...pieces, ...(inside[index]?.pieces ?? [])]),
    names: [...cut.names, ...inside.flatMap(({ names }) => names)].sort((left, right) => left.row - right.row),
    imports: [...new Set([...cut.imports, ...inside.flatMap(({ imports }) => imports)])],
    unparsed: inside.some(({ unparsed }) => unparsed),
  };
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
  const cut = (await cutSyntax(language, code, rows, shifted)) ?? cutAsText(language, code, shifted);
  return shift(cut, from);
}

function shift({ pieces, names, ...cut }: FileCut, by: number): FileCut {
  return {
    ...cut,
    pieces: pieces.map((piece) => ({
      ...piece,
      from: piece.from + by,
      to: piece.to + by,
      parents: piece.parents.map((row) => row + by),
    })),
    names: names.map((found) => ({ ...found, row: found.row + by })),
  };
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
