import type { Chunk } from '../indexing/chunk.ts';

export interface Signature {
  /** From 1. */
  readonly line: number;
  /** Qualified. */
  readonly symbol: string;
}

const comment = /^\s*(?:\/\/|\/\*|\*|--|;|%|"|'|#(?:\s|#|:|$))/;
/** Also what stands above a definition and may repeat its name. Objective-C begins definitions so. */
const decorator = /^\s*@(?!interface|implementation|protocol)/;
const partOfName = /[\p{L}\p{N}_$]/u;

/** Where the definitions of a file begin: the first line of each chunk's part that holds the name and is no comment. */
export function findSignatures(chunks: readonly Chunk[], lines: readonly string[]): Signature[] {
  return chunks.flatMap((chunk) => {
    let from = chunk.startLine;
    return chunk.definitions.flatMap((symbol): Signature[] => {
      const line = findName(lastSegment(symbol), lines, from, chunk.endLine);
      if (line === undefined) return [];
      from = line;
      return [{ line, symbol }];
    });
  });
}

function findName(name: string, lines: readonly string[], from: number, to: number): number | undefined {
  let decorated: number | undefined;
  for (let line = from; line <= to; line += 1) {
    const text = lines[line - 1] ?? '';
    if (!holdsName(text, name) || comment.test(text)) continue;
    if (!decorator.test(text)) return line;
    decorated ??= line;
  }
  return decorated;
}

function holdsName(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1] ?? '';
    const after = text[at + name.length] ?? '';
    if (!partOfName.test(before) && !partOfName.test(after)) return true;
  }
  return false;
}

function lastSegment(symbol: string): string {
  return symbol.slice(symbol.lastIndexOf('.') + 1);
}
