import { builtInEmbedder } from '../../../src/adapters/embeddings/built-in.ts';
import { createChunkSearch } from '../../../src/adapters/postgres/chunk-search.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { type ContextBudget, contextRoom, defaultBudget } from '../../../src/context/context-budget.ts';
import { findChunks, type SearchParts } from '../../../src/context/find-chunks.ts';
import { buildContext } from '../../../src/context/gather-context.ts';
import { searchCode } from '../../../src/context/search-code.ts';
import type { SnapshotRef } from '../../../src/indexing/snapshot.ts';
import type { DealtRepository } from './deal-repositories.ts';
import type { BenchQuery, QueryKind } from './queries.ts';

const rounds = 3;
/** A process that goes on asking has its words by term from the fifth search on. */
const warmUp = 5;
/** About what the prompts and the tools of a fix take, in tokens of cl100k. */
const budget: ContextBudget = { ...defaultBudget, ratio: 1, system: 2_000, request: 500 };

/** Milliseconds of each search. */
export interface SearchTimes {
  /** The first of the process, which reads what later ones find in memory. */
  readonly first: number;
  readonly warm: Readonly<Record<QueryKind, readonly number[]>>;
  /** Of building a context after the search of a whole issue. */
  readonly contexts: readonly number[];
  /** Searches that found nothing. */
  readonly empty: number;
}

/** As a process begins. */
export function newSearch(database: Database): SearchParts {
  return { search: createChunkSearch(database), embedders: [builtInEmbedder] };
}

/** Searches of one repository, again and again. */
export async function measureSearches(
  parts: SearchParts,
  snapshot: SnapshotRef,
  queries: readonly BenchQuery[],
): Promise<SearchTimes> {
  const warm = { identifiers: [], sentences: [], 'whole issues': [], 'stack traces': [] } as Record<
    QueryKind,
    number[]
  >;
  let empty = 0;
  const timed = async ({ text }: BenchQuery) => {
    const start = performance.now();
    const { results } = await searchCode(parts, snapshot, text, { limit: 10 });
    if (results.length === 0) empty += 1;
    return performance.now() - start;
  };
  const [one] = queries;
  const first = one === undefined ? 0 : await timed(one);
  for (const query of queries.slice(0, warmUp)) await timed(query);
  for (let round = 0; round < rounds; round += 1)
    for (const query of queries) warm[query.kind].push(await timed(query));
  const issues = queries.filter(({ kind }) => kind === 'whole issues');
  return { first, warm, contexts: await measureContexts(parts, snapshot, issues), empty };
}

async function measureContexts(
  parts: SearchParts,
  snapshot: SnapshotRef,
  issues: readonly BenchQuery[],
): Promise<number[]> {
  const room = contextRoom(budget);
  if (typeof room !== 'number') throw new Error(room.reason);
  const times: number[] = [];
  for (const { text } of issues) {
    const found = await findChunks(parts, snapshot, text);
    const start = performance.now();
    await buildContext(found, snapshot.gitDir, budget, room);
    times.push(performance.now() - start);
  }
  return times;
}

/** Searches of many repositories in turn: all others are searched between two searches of one. */
export async function measureInTurn(
  parts: SearchParts,
  gitDir: string,
  repositories: readonly DealtRepository[],
  queries: readonly BenchQuery[],
): Promise<{ readonly first: number[]; readonly again: number[] }> {
  const turn = async (number: number) => {
    const times: number[] = [];
    for (const [place, one] of repositories.entries()) {
      const query = queries[(place + number) % queries.length]?.text ?? '';
      const start = performance.now();
      await searchCode(parts, { ...one, gitDir }, query, { limit: 10 });
      times.push(performance.now() - start);
    }
    return times;
  };
  const first = await turn(0);
  return { first, again: [...(await turn(1)), ...(await turn(2))] };
}
