import type { Chunk } from '../indexing/chunk.ts';

/** The chunks of the definition that a chunk is a part of: itself and its neighbours in the file with the same symbol. */
export function wholeDefinition(chunk: Chunk, chunksOfFile: readonly Chunk[]): readonly Chunk[] {
  const place = chunksOfFile.findIndex((other) => other.startLine === chunk.startLine);
  if (place === -1 || chunk.symbol === null) return [chunk];
  const isPart = (index: number) => chunksOfFile[index]?.symbol === chunk.symbol;
  let first = place;
  let last = place;
  while (isPart(first - 1)) first -= 1;
  while (isPart(last + 1)) last += 1;
  return chunksOfFile.slice(first, last + 1);
}
