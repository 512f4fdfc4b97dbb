import type { Embedder } from '../indexing/embedder.ts';
import { definitionTerm } from '../text/words.ts';
import type { NearChunk, SearchableSnapshot, SnapshotImports, SnapshotPostings, VectorState } from './chunk-search.ts';
import type { Query } from './read-query.ts';

/** What a snapshot holds of what a query asks for. */
export interface Evidence {
  /** Of the query's words and then of the definition terms of its names, in their orders. */
  readonly postings: SnapshotPostings;
  /** Nearest first. */
  readonly near: readonly NearChunk[];
  /** `complete` when vectors took part, else how far they are. */
  readonly vectors: VectorState;
  readonly imports: SnapshotImports;
}

const nearest = 100;

/** Asks the index for all that a ranking needs. */
export async function gatherEvidence(
  snapshot: SearchableSnapshot,
  embedders: readonly Embedder[],
  query: Query,
  searched: readonly number[],
): Promise<Evidence> {
  const words = [...query.words.keys()];
  const names = [...query.names.keys()].map(definitionTerm);
  return {
    postings: await snapshot.postings([...words, ...names]),
    imports: await snapshot.imports(),
    ...(await findNear(snapshot, embedders, query, searched)),
  };
}

async function findNear(
  snapshot: SearchableSnapshot,
  embedders: readonly Embedder[],
  query: Query,
  files: readonly number[],
): Promise<Pick<Evidence, 'near' | 'vectors'>> {
  let vectors: VectorState = 'none';
  if (query.words.size === 0) return { near: [], vectors };
  for (const embedder of embedders) {
    const state = await snapshot.vectors(embedder.id);
    if (state === 'complete') {
      const [vector] = await embedder.embed([query.text]);
      return { near: vector ? await snapshot.nearest(embedder.id, vector, nearest, files) : [], vectors: state };
    }
    if (state === 'partial') vectors = state;
  }
  return { near: [], vectors };
}
