import type { Chunk, ChunkKind } from '../indexing/chunk.ts';

/** Read as one: what is defined inside of it is a part of what it does. The members of a class stand for themselves. */
const bodies: ReadonlySet<ChunkKind> = new Set(['function', 'method', 'test', 'constant']);

/** The chunks of the definition that a chunk is a part of, in order: where it begins, and all that follows inside of it. */
export function wholeDefinition(chunk: Chunk, chunksOfFile: readonly Chunk[]): readonly Chunk[] {
  const place = chunksOfFile.findIndex(({ startLine }) => startLine === chunk.startLine);
  if (place === -1 || chunk.symbol === null) return [chunk];
  let first = headOf(chunk, chunksOfFile) ?? place;
  while (chunksOfFile[first - 1]?.symbol === chunk.symbol) first -= 1;
  const head = chunksOfFile[first] ?? chunk;
  const isInside = (other: Chunk | undefined) =>
    other?.symbol === chunk.symbol || (bodies.has(chunk.kind) && other?.parents.some((line) => holds(head, line)));
  let last = first;
  while (isInside(chunksOfFile[last + 1])) last += 1;
  return last < place ? [chunk] : chunksOfFile.slice(first, last + 1);
}

/** The place of the chunk in which the definition begins, which may be apart where others are defined inside of it. */
function headOf({ symbol, parents }: Chunk, chunksOfFile: readonly Chunk[]): number | undefined {
  const own = parents.at(-1);
  if (own === undefined) return undefined;
  const place = chunksOfFile.findIndex((other) => other.symbol === symbol && holds(other, own));
  return place === -1 ? undefined : place;
}

function holds({ startLine, endLine }: Chunk, line: number): boolean {
  return startLine <= line && line <= endLine;
}
