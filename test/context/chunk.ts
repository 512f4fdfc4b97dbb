import type { Chunk } from '../../src/indexing/chunk.ts';

/** A chunk with what a test cares about. */
export function chunk(differences: Partial<Chunk> = {}): Chunk {
  return {
    startLine: 1,
    endLine: 9,
    kind: 'function',
    symbol: null,
    definitions: [],
    parents: [],
    tokens: 10,
    ...differences,
  };
}
