import type { Chunk } from '../indexing/chunk.ts';

export interface Lines {
  /** From 1; both ends are inside. */
  readonly startLine: number;
  readonly endLine: number;
}

/** The lines of the whole definition that a chunk is a part of: its neighbours in the file with the same symbol. */
export function wholeDefinition(chunk: Chunk, chunksOfFile: readonly Chunk[]): Lines {
  const place = chunksOfFile.findIndex((other) => other.startLine === chunk.startLine);
  if (place === -1 || chunk.symbol === null) return chunk;
  const isPart = (index: number) => chunksOfFile[index]?.symbol === chunk.symbol;
  let first = place;
  let last = place;
  while (isPart(first - 1)) first -= 1;
  while (isPart(last + 1)) last += 1;
  return {
    startLine: chunksOfFile[first]?.startLine ?? chunk.startLine,
    endLine: chunksOfFile[last]?.endLine ?? chunk.endLine,
  };
}
