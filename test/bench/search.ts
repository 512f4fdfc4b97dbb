import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { updateIndex } from '../../src/indexing/update-index.ts';
import { type BenchDatabase, keepDatabase, makeDatabase } from './index/bench-database.ts';
import { type ComposedRepository, composeRepository } from './index/compose-repository.ts';
import { job as fillVectors } from './index/fill-vectors.ts';
import { runJob, type Target } from './index/job.ts';
import { openIndex } from './index/open-index.ts';
import { describeMachine } from './machine.ts';
import { dealRepositories, readDealt } from './search/deal-repositories.ts';
import { describeSearches, type MeasuredSearches, missed } from './search/describe-searches.ts';
import { job as indexDealt } from './search/index-dealt.ts';
import { measureInTurn, measureSearches, newSearch } from './search/measure-searches.ts';
import { makeQueries } from './search/queries.ts';

const usageText = `npm run bench -- search FOLDER --set FILE [--files N] [--repositories N] [--database embedded|URL]… [--keep DIR]
  FOLDER           holds bare clones of public repositories as FOLDER/owner+name/repo
  --set FILE       issues that are searched for: a line of JSON each, with problem_statement
  --files N        of the large repository; 14000 where not given, which are about 100,000 chunks
  --repositories N the same files again, dealt out to so many repositories; 1000 where not given
  --database …     where; may be repeated. Where not given: embedded, and the server of TEST_DATABASE_URL if that is set
  --keep DIR       keeps repository and databases, so that the next run only searches; --prepare ends before the searches
`;

interface Wanted {
  readonly folder: string;
  readonly set: string;
  readonly files: number;
  readonly repositories: number;
  /** Where everything lies. */
  readonly place: string;
  readonly isKept: boolean;
  readonly prepareOnly: boolean;
}

/**
 * Measures searches of a large repository, and of a thousand small ones beside it, on each database. Figures that are
 * missed are shown and are no failure, since they depend on the machine.
 * @returns 1 where a search found nothing.
 */
export async function search(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      set: { type: 'string' },
      files: { type: 'string', default: '14000' },
      repositories: { type: 'string', default: '1000' },
      database: { type: 'string', multiple: true },
      keep: { type: 'string' },
      prepare: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [folder] = positionals;
  const [files, repositories] = [Number(values.files), Number(values.repositories)];
  const isRight = Number.isInteger(files) && Number.isInteger(repositories) && repositories > 0 && files > repositories;
  if (folder === undefined || !existsSync(folder) || values.set === undefined || !isRight) {
    process.stderr.write(usageText);
    return 2;
  }
  const server = process.env.TEST_DATABASE_URL;
  const choices = values.database ?? ['embedded', ...(server ? [server] : [])];
  const isKept = values.keep !== undefined;
  const place = path.resolve(values.keep ?? (await mkdtemp(path.join(tmpdir(), 'goat-bench-'))));
  await mkdir(place, { recursive: true });
  const wanted = { folder, set: values.set, files, repositories, place, isKept, prepareOnly: values.prepare };
  try {
    return await measureAll(wanted, choices);
  } finally {
    if (!isKept) await rm(place, { recursive: true, force: true });
  }
}

async function measureAll(wanted: Wanted, choices: readonly string[]): Promise<number> {
  say(`composing a repository of ${wanted.files} files`);
  const repository = await compose(wanted);
  await dealRepositories(repository.gitDir, repository.commit, wanted.repositories);
  let empty = 0;
  for (const choice of choices) {
    const databases = await makeDatabases(choice, wanted);
    try {
      say(`indexing on ${databases.alone.name}`);
      await runJob(fillVectors, targetOf(repository, databases.alone));
      await runJob(fillVectors, targetOf(repository, databases.many));
      await runJob(indexDealt, targetOf(repository, databases.many));
      if (wanted.prepareOnly) continue;
      const measured = await measure(wanted, repository, databases);
      process.stdout.write(`${describeSearches(databases.alone.name, measured)}\n\n`);
      for (const sentence of missed(measured)) say(`MISSED on ${databases.alone.name}: ${sentence}.`);
      empty += measured.alone.empty + measured.among.empty;
    } finally {
      for (const database of Object.values(databases)) await database.remove();
    }
  }
  process.stdout.write(`${describeMachine()}\n`);
  if (empty > 0) say(`WRONG: ${empty} searches found nothing.`);
  return empty === 0 ? 0 : 1;
}

async function measure(
  wanted: Wanted,
  repository: ComposedRepository,
  databases: Record<'alone' | 'many' | 'small', BenchDatabase>,
): Promise<MeasuredSearches> {
  const { gitDir } = repository;
  const dealt = await readDealt(gitDir);
  const large = targetOf(repository, databases.alone);
  const small = { ...large, ...dealt[0] };

  const alone = await openIndex(large);
  const snapshot = await alone.search.open(large);
  if (snapshot === undefined) throw new Error('The large repository is not indexed.');
  const chunks = (await snapshot.chunks(snapshot.files.map((_, file) => file))).flat().length;
  const queries = await makeQueries(wanted.set, snapshot);
  say(`searching ${chunks} chunks with ${queries.length} requests`);
  const ofLarge = await measureSearches(newSearch(alone.database), large, queries);
  await alone.close();

  const one = await openIndex(targetOf(repository, databases.small));
  await updateIndex(one, small);
  const ofSmall = await measureSearches(newSearch(one.database), small, queries);
  await one.close();

  say(`searching with ${dealt.length} other repositories`);
  const many = await openIndex(targetOf(repository, databases.many));
  const measured = {
    chunks,
    repositories: dealt.length,
    alone: ofLarge,
    smallAlone: ofSmall,
    among: await measureSearches(newSearch(many.database), large, queries),
    smallAmong: await measureSearches(newSearch(many.database), small, queries),
    inTurn: await measureInTurn(newSearch(many.database), gitDir, dealt, queries),
  };
  await many.close();
  return measured;
}

async function compose({ folder, files, place }: Wanted): Promise<ComposedRepository> {
  const record = path.join(place, `repository-${files}.json`);
  if (existsSync(record)) return JSON.parse(await readFile(record, 'utf8'));
  const composed = await composeRepository(folder, files, path.join(place, `repository-${files}.git`));
  await writeFile(record, JSON.stringify(composed));
  return composed;
}

/** One for the large repository, one for all, and one for a small one. */
async function makeDatabases(choice: string, { place, isKept }: Wanted) {
  const make = (name: string) => (isKept ? keepDatabase(choice, place, name) : makeDatabase(choice, name));
  return { alone: await make('alone'), many: await make('many'), small: await makeDatabase(choice, 'small') };
}

function targetOf({ gitDir, commit, nextCommits }: ComposedRepository, { location }: BenchDatabase): Target {
  return { repository: 'whole', gitDir, commit, nextCommits, database: location };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
