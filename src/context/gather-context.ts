import type { SnapshotRef } from '../indexing/snapshot.ts';
import { chooseChunks } from './choose-chunks.ts';
import type { SnapshotFile, VectorState } from './chunk-search.ts';
import { type BudgetTooSmall, type ContextBudget, type ContextCost, contextRoom, costOf } from './context-budget.ts';
import { type FoundChunks, findChunks, type SearchParts } from './find-chunks.ts';
import { keptWith } from './kept-with.ts';
import type { ChosenContext } from './render-context.ts';
import { chooseFacts, factPaths } from './repository-facts.ts';
import { mapSignatures } from './signature-map.ts';
import { readSource } from './source.ts';

/** What a context is for. */
export interface Intent {
  /** The issue and what its people added. */
  readonly text: string;
  /** Only code of this language is searched. */
  readonly language?: string;
}

export interface Context extends ChosenContext {
  readonly kind: 'context';
  /** Of the whole request, in the model's own tokens. */
  readonly budget: number;
  /** The model's own tokens for one of cl100k, as they were taken to be. */
  readonly ratio: number;
  readonly cost: ContextCost;
  /** Which vectors took part in the search. */
  readonly vectors: VectorState;
}

/** Of the context's room. What one share does not use goes to those after it, in the end to the chunks. */
const shares = { facts: 0.06, map: 0.06 };
const mappedFiles = 20;
/** Some candidates are parts of others or too large, so more are read than can be taken. */
const candidatesPerChunk = 3;

/**
 * What a model has to see of a repository for a request, under a token budget: facts, a map of the likeliest files and
 * their code, whole definitions first.
 * @throws Error when the commit is not indexed or its contents are not in the clone.
 */
export async function gatherContext(
  parts: SearchParts,
  snapshot: SnapshotRef,
  intent: Intent,
  budget: ContextBudget,
): Promise<Context | BudgetTooSmall> {
  const room = contextRoom(budget);
  if (typeof room !== 'number') return room;
  return buildContext(await findChunks(parts, snapshot, intent.text, intent.language), snapshot.gitDir, budget, room);
}

/** The part after the search. */
export async function buildContext(
  { snapshot, chunks, vectors }: FoundChunks,
  gitDir: string,
  budget: ContextBudget,
  room: number,
): Promise<Context> {
  const candidates = chunks.slice(0, budget.maxChunks * candidatesPerChunk);
  const likely = [...new Set(chunks.map(({ file }) => file))].slice(0, mappedFiles);
  const { paths, placeOf } = pathsOf(snapshot.files);
  const contentOf = (path: string) => snapshot.files[placeOf.get(path) ?? -1]?.blob ?? path;
  const likelyPaths = likely.flatMap((file) => paths[file] ?? []);
  const factFiles = factPaths(paths, likelyPaths).flatMap((path) => placeOf.get(path) ?? []);
  const files = new Set([...factFiles, ...likely, ...candidates.map(({ file }) => file)]);
  const source = await readSource(snapshot, gitDir, [...files]);

  const known = chooseFacts(paths, likelyPaths, source, contentOf, Math.floor(room * shares.facts));
  const mapRoom = Math.floor(room * (shares.facts + shares.map)) - known.tokens;
  const mapped = mapSignatures(likelyPaths, source, mapRoom);
  const limits = { tokens: room - known.tokens - mapped.tokens, chunks: budget.maxChunks };
  const chosen = chooseChunks(candidates, source, contentOf, limits);
  const cost = costOf(budget, { facts: known.tokens, map: mapped.tokens, chunks: chosen.tokens });
  return {
    kind: 'context',
    facts: known.facts,
    map: mapped.files,
    chunks: chosen.chunks,
    budget: budget.tokens,
    ratio: budget.ratio,
    cost,
    vectors,
  };
}

/** The paths, always in the same array for the same snapshot: what is worked out for it is kept with it. */
const pathsOf = keptWith((files: readonly SnapshotFile[]) => {
  const paths = files.map(({ path }) => path);
  return { paths, placeOf: new Map(paths.map((path, place) => [path, place])) };
});
