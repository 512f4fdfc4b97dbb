import type { Embedder } from '../indexing/embedder.ts';
import type { SnapshotRef } from '../indexing/snapshot.ts';
import { languageOf } from '../syntax/language.ts';
import type { ChunkSearch, SearchableSnapshot, VectorState } from './chunk-search.ts';
import { type Evidence, gatherEvidence } from './gather-evidence.ts';
import { leastOfBest } from './least-of-best.ts';
import { listCandidates } from './list-candidates.ts';
import { openSnapshot } from './open-snapshot.ts';
import { type Ranked, rank } from './rank.ts';
import { type Query, readQuery } from './read-query.ts';
import { scoreFiles } from './score-files.ts';
import { nothing, type Without } from './signals.ts';

export interface SearchParts {
  readonly search: ChunkSearch;
  /** Preferred first: a search uses the vectors of the first whose are complete. */
  readonly embedders: readonly Embedder[];
}

export interface FoundChunks {
  readonly snapshot: SearchableSnapshot;
  /** Best first. */
  readonly chunks: readonly Ranked[];
  /** `complete` when vectors took part, else how far they are. */
  readonly vectors: VectorState;
}

/** Files whose chunks are looked at one by one. */
const likelyFiles = 100;

/**
 * The chunks that a request is most likely about: files are scored first, then the chunks of the best.
 * @throws Error when the commit is not indexed.
 */
export async function findChunks(
  { search, embedders }: SearchParts,
  ref: SnapshotRef,
  request: string,
  language?: string,
): Promise<FoundChunks> {
  const snapshot = await openSnapshot(search, ref);
  const query = readQuery(request);
  const all = snapshot.files.map((_, file) => file);
  const searched =
    language === undefined ? all : all.filter((file) => languageOf(snapshot.files[file]?.path ?? '') === language);
  const evidence = await gatherEvidence(snapshot, embedders, query, searched);
  return { snapshot, chunks: await rankChunks(snapshot, query, evidence, searched), vectors: evidence.vectors };
}

/** @param without signals that are left out, for measuring. */
export async function rankChunks(
  snapshot: SearchableSnapshot,
  query: Query,
  evidence: Evidence,
  searched: readonly number[],
  without: Without = nothing,
): Promise<Ranked[]> {
  const scores = scoreFiles(snapshot.files, query, evidence, without);
  return rank(await listCandidates(snapshot, likeliest(searched, scores.totals), scores), without);
}

/** Only those that can be among the first are put in order. */
function likeliest(searched: readonly number[], totals: Float64Array): number[] {
  const total = (file: number) => totals[file] ?? 0;
  const values = new Float64Array(searched.length);
  for (let at = 0; at < values.length; at += 1) values[at] = total(searched[at] ?? -1);
  const least = leastOfBest(values, likelyFiles);
  return searched
    .filter((file) => total(file) > 0 && total(file) >= least)
    .sort((left, right) => total(right) - total(left) || left - right)
    .slice(0, likelyFiles);
}
