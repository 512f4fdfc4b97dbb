import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { builtInEmbedder } from '../../src/adapters/embeddings/built-in.ts';
import { createChunkSearch } from '../../src/adapters/postgres/chunk-search.ts';
import { createChunkStore } from '../../src/adapters/postgres/chunk-store.ts';
import { connect } from '../../src/adapters/postgres/connect.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { migrate } from '../../src/adapters/postgres/migrate.ts';
import { queryRewriter } from '../../src/compose/model.ts';
import { readCommandLineEnvironment } from '../../src/config/environment.ts';
import { type SignalName, signalNames } from '../../src/context/signals.ts';
import { updateIndex } from '../../src/indexing/update-index.ts';
import { type Case, readCases } from './localize/cases.ts';
import { floorRank } from './localize/floor.ts';
import { rankCase } from './localize/rank-case.ts';
import { ablationTable, comparisonTable, losses, type Result } from './localize/tables.ts';
import { describeMachine } from './machine.ts';

const usageText = `npm run bench -- localize FOLDER --set FILE [--only REPOSITORY] [--without SIGNAL]… [--rewrite] [--keep DIR]
  FOLDER            holds bare clones as FOLDER/owner+name/repo
  --set FILE        a line of JSON a case: repo, base_commit, problem_statement, patch_files, source, fix_commit
  --only REPOSITORY a part of a name
  --without SIGNAL  leaves it out and does not try the others: ${signalNames.join(', ')}
  --rewrite         also with what a model adds to each request: ANTHROPIC_API_KEY, GOAT_SMALL_MODEL; it costs money
  --keep DIR        keeps the index there, so that the next run only ranks
`;

/**
 * How often the file that a fix changed is found by the text of its issue: ours beside plain BM25, and beside ours
 * without each of its signals.
 */
export async function localize(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      set: { type: 'string' },
      only: { type: 'string' },
      without: { type: 'string', multiple: true, default: [] },
      rewrite: { type: 'boolean', default: false },
      keep: { type: 'string' },
    },
    allowPositionals: true,
  });
  const without = signalNames.filter((name) => values.without.includes(name));
  const [folder] = positionals;
  if (folder === undefined || values.set === undefined || without.length !== values.without.length) {
    process.stderr.write(usageText);
    return 2;
  }
  const cases = readCases(values.set, folder, values.only);
  if (cases.length === 0) throw new Error(`No case of ${values.set} has its repository in ${folder}.`);
  const keep = values.keep ?? (await mkdtemp(path.join(tmpdir(), 'goat-bench-')));
  await mkdir(keep, { recursive: true });
  const database = await connect({ directory: path.join(keep, 'database') });
  try {
    await migrate(database);
    await indexCases(database, cases);
    const floors = await rankByFloor(cases, path.join(keep, 'floor.json'));
    const left = without.length > 0 ? [] : signalNames;
    const results = await rankCases(database, cases, floors, new Set(without), left, values.rewrite);
    const lost = losses(results);
    const ranking = without.length > 0 ? `ours without ${without.join(', ')}` : 'ours';
    process.stdout.write(
      `${[
        `The first gold file of ${cases.length} cases, ${ranking}, without a model; ${describeMachine()}`,
        comparisonTable(results),
        ...(left.length > 0 ? [ablationTable(results, left)] : []),
        ...lost,
      ].join('\n\n')}\n`,
    );
    return lost.length === 0 ? 0 : 1;
  } finally {
    await database.close();
    if (values.keep === undefined) await rm(keep, { recursive: true });
  }
}

async function indexCases(database: Database, cases: readonly Case[]): Promise<void> {
  const store = createChunkStore(database);
  for (const { repository, gitDir, commit } of cases) {
    process.stderr.write(`index ${repository} ${commit.slice(0, 10)}\n`);
    await updateIndex({ store, embedder: builtInEmbedder }, { repository, gitDir, commit });
  }
}

/** It never changes, so a kept one is read again. JSON has no infinity: such a rank is null. */
async function rankByFloor(cases: readonly Case[], file: string): Promise<ReadonlyMap<string, number>> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const kept = z.record(z.string(), z.number().nullable()).parse(JSON.parse(text));
  const ranks = new Map(Object.entries(kept).map(([id, rank]) => [id, rank ?? Number.POSITIVE_INFINITY]));
  const known = new Map<string, ReadonlyMap<string, number>>();
  let repository = '';
  for (const one of cases) {
    if (ranks.has(one.id)) continue;
    if (one.repository !== repository) known.clear();
    repository = one.repository;
    process.stderr.write(`floor ${one.id}\n`);
    ranks.set(one.id, await floorRank(one, known));
  }
  await writeFile(file, JSON.stringify(Object.fromEntries(ranks)));
  return ranks;
}

async function rankCases(
  database: Database,
  cases: readonly Case[],
  floors: ReadonlyMap<string, number>,
  without: ReadonlySet<SignalName>,
  left: readonly SignalName[],
  isRewritten: boolean,
): Promise<Result[]> {
  const search = createChunkSearch(database);
  const rewrite = isRewritten ? rewriter() : undefined;
  const results: Result[] = [];
  for (const searched of cases) {
    const { ranks, inContext } = await rankCase(search, searched, without, left, rewrite);
    const floor = floors.get(searched.id) ?? Number.POSITIVE_INFINITY;
    results.push({ searched, ranks: new Map([...ranks, ['floor', floor]]), inContext });
  }
  return results;
}

/** @throws Refusal without a key. */
function rewriter(): (request: string) => Promise<string> {
  const rewrite = queryRewriter(readCommandLineEnvironment());
  return async (request) => (await rewrite(request, new AbortController().signal))?.text ?? request;
}
