import type { ChunkKind } from './chunk.ts';
import type { Rows } from './chunk-lines.ts';

/** In characters that are not white space, as cAST counts (arxiv.org/abs/2506.15655): more is split. */
export const largestChunk = 2_000;

/** Some rows of a file, as they become a chunk. */
export interface Piece extends Rows {
  readonly kind: ChunkKind;
  readonly symbol: string | null;
  readonly definitions: readonly string[];
  /** Rows where the definitions begin that it is in, outermost first, its own included. */
  readonly parents: readonly number[];
}
