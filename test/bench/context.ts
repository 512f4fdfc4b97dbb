import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { builtInEmbedder } from '../../src/adapters/embeddings/built-in.ts';
import { createChunkSearch } from '../../src/adapters/postgres/chunk-search.ts';
import { createChunkStore } from '../../src/adapters/postgres/chunk-store.ts';
import { connect } from '../../src/adapters/postgres/connect.ts';
import { migrate } from '../../src/adapters/postgres/migrate.ts';
import { type ContextBudget, contextRoom, defaultBudget } from '../../src/context/context-budget.ts';
import { findChunks } from '../../src/context/find-chunks.ts';
import { buildContext } from '../../src/context/gather-context.ts';
import { updateIndex } from '../../src/indexing/update-index.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import { describeMachine } from './machine.ts';

const requests = 60;
/** About what the prompts and the tools of a fix take, in tokens of cl100k. */
const budget: ContextBudget = { ...defaultBudget, ratio: 1, system: 2_000, request: 500 };

/**
 * `context GITDIR [--keep DIR]`: how long a search and the building of its context take, with the messages of the latest
 * commits as requests. The first request of a process is measured apart: it fills caches.
 */
export async function context(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { keep: { type: 'string' } },
    allowPositionals: true,
  });
  const gitDir = path.resolve(positionals[0] ?? '.');
  const folder = values.keep ?? (await mkdtemp(path.join(tmpdir(), 'goat-bench-')));
  await mkdir(folder, { recursive: true });
  const database = await connect({ directory: path.join(folder, 'database') });
  try {
    await migrate(database);
    const commit = (await runGit(['rev-parse', 'HEAD'], { gitDir })).toString().trim();
    const snapshot = { repository: gitDir, gitDir, commit };
    const store = createChunkStore(database);
    const { files, chunks } = await updateIndex({ store, embedder: builtInEmbedder }, snapshot);
    const parts = { search: createChunkSearch(database), embedders: [builtInEmbedder] };
    const room = contextRoom(budget);
    if (typeof room !== 'number') throw new Error(room.reason);

    const measured = [];
    for (const text of await messagesOf(gitDir)) {
      const start = performance.now();
      const found = await findChunks(parts, snapshot, text);
      const searched = performance.now();
      const before = process.cpuUsage();
      const { cost } = await buildContext(found, gitDir, budget, room);
      const { user, system } = process.cpuUsage(before);
      const built = performance.now();
      measured.push({ search: searched - start, build: built - searched, cpu: (user + system) / 1_000, cost });
    }
    const [first, ...rest] = measured;
    if (first === undefined) throw new Error('The repository has no commit messages.');
    const row = (name: string, values: readonly number[], unit: string, digits = 0) =>
      `| ${name} | ${[0.5, 0.95, 1].map((share) => `${quantile(values, share).toFixed(digits)} ${unit}`).join(' | ')} |`;
    process.stdout.write(
      [
        `${files} files, ${chunks} chunks, ${rest.length} requests, budget ${budget.tokens}; ${describeMachine()}`,
        `First request of the process: search ${first.search.toFixed(0)} ms, context ${first.build.toFixed(0)} ms.`,
        '',
        '| | p50 | p95 | most |',
        '|---|---|---|---|',
        row(
          'search',
          rest.map(({ search }) => search),
          'ms',
        ),
        row(
          'context after the search',
          rest.map(({ build }) => build),
          'ms',
        ),
        row(
          'of it, processor time of this process',
          rest.map(({ cpu }) => cpu),
          'ms',
        ),
        ...(['facts', 'map', 'chunks', 'total'] as const).map((share) =>
          row(
            share,
            rest.map(({ cost }) => cost[share]),
            'tokens',
          ),
        ),
        row(
          'of the budget',
          rest.map(({ cost }) => (100 * cost.total) / budget.tokens),
          '%',
          1,
        ),
        '',
      ].join('\n'),
    );
    return 0;
  } finally {
    await database.close();
    if (values.keep === undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function messagesOf(gitDir: string): Promise<string[]> {
  const log = await runGit(['log', '-z', '--no-merges', `--max-count=${requests}`, '--format=%B'], { gitDir });
  return log
    .toString()
    .split('\0')
    .filter((message) => message.trim() !== '');
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
