import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeDatabase } from './index/bench-database.ts';
import { composeRepository } from './index/compose-repository.ts';
import { describeIndex } from './index/describe-index.ts';
import { runJob } from './index/job.ts';
import { findWrong, measureIndex } from './index/measure-index.ts';
import { job as parseOnly } from './index/parse-only.ts';
import { describeMachine } from './machine.ts';

const usageText = `npm run bench -- index FOLDER [--files N] [--database embedded|URL]…
  FOLDER          holds bare clones of public repositories as FOLDER/owner+name/repo
  --files N       how many of their files are indexed, 10000 where not given
  --database …    where; may be repeated. Where not given: embedded, and the server of TEST_DATABASE_URL if that is set
Each measurement has a process of its own, which runs built JavaScript, as users do.
`;

/**
 * Measures an index of real files on each database, and checks that nothing of it is lost. Figures that are missed are
 * shown and are no failure, since they depend on the machine.
 * @returns 1 where a result is wrong.
 */
export async function index(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { files: { type: 'string', default: '10000' }, database: { type: 'string', multiple: true } },
    allowPositionals: true,
  });
  const [folder] = positionals;
  const wanted = Number(values.files);
  if (folder === undefined || !existsSync(folder) || !Number.isInteger(wanted) || wanted < 100) {
    process.stderr.write(usageText);
    return 2;
  }
  const server = process.env.TEST_DATABASE_URL;
  const scratch = await mkdtemp(path.join(tmpdir(), 'goat-bench-'));
  try {
    return await measure(folder, wanted, values.database ?? ['embedded', ...(server ? [server] : [])], scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function measure(folder: string, wanted: number, choices: readonly string[], scratch: string): Promise<number> {
  say(`composing a repository of ${wanted} files`);
  const repository = await composeRepository(folder, wanted, path.join(scratch, 'repository.git'));
  if (repository.files < wanted) say(`the clones have only ${repository.files} different files`);
  say('measuring the baseline');
  const { gitDir, commit, nextCommits } = repository;
  const directory = path.join(scratch, 'unused');
  const baseline = await runJob(parseOnly, {
    repository: 'whole',
    gitDir,
    commit,
    nextCommits,
    database: { directory },
  });

  const wrong: string[] = [];
  const chunks = new Set<number>();
  for (const choice of choices) {
    const database = await makeDatabase(choice);
    try {
      say(`measuring ${database.name}`);
      const measured = await measureIndex(repository, database.location);
      process.stdout.write(`${describeIndex(database.name, repository, baseline, measured)}\n\n`);
      wrong.push(...findWrong(repository, measured).map((sentence) => `${database.name}: ${sentence}`));
      chunks.add(measured.vectors.chunks);
    } finally {
      await database.remove();
    }
  }
  if (chunks.size > 1) wrong.push(`the databases differ in their chunks: ${[...chunks].join(', ')}`);
  process.stdout.write(`${describeMachine()}\n`);
  for (const sentence of wrong) process.stderr.write(`WRONG: ${sentence}.\n`);
  return wrong.length === 0 ? 0 : 1;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
