import { builtInEmbedder } from '../../../src/adapters/embeddings/built-in.ts';
import type { ChunkSearch, SearchableSnapshot } from '../../../src/context/chunk-search.ts';
import { type ContextBudget, contextRoom, defaultBudget } from '../../../src/context/context-budget.ts';
import { rankChunks } from '../../../src/context/find-chunks.ts';
import { buildContext } from '../../../src/context/gather-context.ts';
import { gatherEvidence } from '../../../src/context/gather-evidence.ts';
import { openSnapshot } from '../../../src/context/open-snapshot.ts';
import { readQuery } from '../../../src/context/read-query.ts';
import type { SignalName } from '../../../src/context/signals.ts';
import type { Chunk } from '../../../src/indexing/chunk.ts';
import type { Case } from './cases.ts';
import { changedLines } from './changed-lines.ts';

export interface RankedCase {
  /** Of the first gold file, by the signals that are left out; `''` is all signals, `rewritten` with what a model added. */
  readonly ranks: ReadonlyMap<string, number>;
  /** Whether a definition that the fix changes is in the context; undefined where the fix is not known. */
  readonly inContext: boolean | undefined;
}

/** About what the prompts and the tools of a fix take, in tokens of cl100k. */
const budget: ContextBudget = { ...defaultBudget, ratio: 1, system: 2_000, request: 500 };

/** Ranks the files of a case with all signals and without each of `left`, and with what a model adds to its request. */
export async function rankCase(
  search: ChunkSearch,
  searched: Case,
  base: ReadonlySet<SignalName>,
  left: readonly SignalName[],
  rewrite: ((request: string) => Promise<string>) | undefined,
): Promise<RankedCase> {
  const { repository, gitDir, commit, request, gold } = searched;
  const snapshot = rememberChunks(await openSnapshot(search, { repository, gitDir, commit }));
  const all = snapshot.files.map((_, file) => file);
  const query = readQuery(request, base);
  const evidence = await gatherEvidence(snapshot, [builtInEmbedder], query, all);
  const rankOf = (chunks: readonly { readonly path: string }[]) => {
    const place = [...new Set(chunks.map(({ path }) => path))].findIndex((path) => gold.has(path));
    return place === -1 ? Number.POSITIVE_INFINITY : place + 1;
  };

  const chunks = await rankChunks(snapshot, query, evidence, all, base);
  const ranks = new Map([['', rankOf(chunks)]]);
  for (const name of left) {
    const without = new Set([...base, name]);
    const isReading = name === 'parts' || name === 'common-words';
    const read = isReading ? readQuery(request, without) : query;
    const found = isReading ? await gatherEvidence(snapshot, [builtInEmbedder], read, all) : evidence;
    ranks.set(name, rankOf(await rankChunks(snapshot, read, found, all, without)));
  }

  if (rewrite !== undefined) {
    const rewritten = readQuery(await rewrite(request), base);
    const found = await gatherEvidence(snapshot, [builtInEmbedder], rewritten, all);
    ranks.set('rewritten', rankOf(await rankChunks(snapshot, rewritten, found, all, base)));
  }

  const room = contextRoom(budget);
  if (typeof room !== 'number') throw new Error(room.reason);
  const changed = await changedLines(searched);
  const context =
    changed && (await buildContext({ snapshot, chunks, vectors: evidence.vectors }, gitDir, budget, room));
  const inContext = context?.chunks.some(({ path, startLine, endLine }) =>
    changed?.some((lines) => lines.path === path && lines.startLine <= endLine && startLine <= lines.endLine),
  );
  return { ranks, inContext };
}

/** The ranking is measured many times, and the index is read once. */
function rememberChunks(snapshot: SearchableSnapshot): SearchableSnapshot {
  const known = new Map<number, readonly Chunk[]>();
  return {
    ...snapshot,
    async chunks(files) {
      const missing = files.filter((file) => !known.has(file));
      (await snapshot.chunks(missing)).forEach((chunks, index) => {
        known.set(missing[index] ?? -1, chunks);
      });
      return files.map((file) => known.get(file) ?? []);
    },
  };
}
