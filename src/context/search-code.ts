import type { ChunkKind } from '../indexing/chunk.ts';
import type { SnapshotRef } from '../indexing/snapshot.ts';
import type { VectorState } from './chunk-search.ts';
import { findChunks, type SearchParts } from './find-chunks.ts';

export interface SearchResult {
  readonly path: string;
  /** From 1; both ends are inside. */
  readonly startLine: number;
  readonly endLine: number;
  readonly symbol: string | null;
  readonly kind: ChunkKind;
  readonly language: string;
  /** Comparable within one search only. */
  readonly score: number;
}

export interface SearchAnswer {
  /** Best first. */
  readonly results: SearchResult[];
  readonly vectors: VectorState;
}

/**
 * The chunks of a commit that a text is about, the best one of each symbol and of each content that is there twice.
 * @throws Error when the commit is not indexed.
 */
export async function searchCode(
  parts: SearchParts,
  snapshot: SnapshotRef,
  query: string,
  options: { readonly limit: number; readonly language?: string },
): Promise<SearchAnswer> {
  const { snapshot: searched, chunks, vectors } = await findChunks(parts, snapshot, query, options.language);
  const seen = new Set<string>();
  const results: SearchResult[] = [];
  for (const { file, path, chunk, language, score } of chunks) {
    if (results.length >= options.limit) break;
    const { startLine, endLine, symbol, kind } = chunk;
    const keys = [`${searched.files[file]?.blob} ${startLine}`, `${path} ${symbol ?? startLine}`];
    const isNew = !keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    if (isNew) results.push({ path, startLine, endLine, symbol, kind, language, score });
  }
  return { results, vectors };
}
