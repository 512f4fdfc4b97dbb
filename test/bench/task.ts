import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { composeServer } from '../../src/compose/server.ts';
import { webhookPath } from '../../src/github/webhooks/receive-webhook.ts';
import { listen } from '../fakes/listen.ts';
import { startScriptedModel } from '../fakes/scripted-model.ts';
import { serverConfig } from '../fakes/server-config.ts';
import { fixAtOnce, fixAtSecond } from '../flows/small-repository.ts';
import { startGitHubServer } from '../github-server/start-github-server.ts';
import { describeMachine } from './machine.ts';
import { watchRunTimes } from './task/run-times.ts';
import { slowRepository } from './task/slow-repository.ts';
import { modelStep, type TaskTimes, timeTask } from './task/time-task.ts';

const usageText = `npm run bench -- task FOLDER [--tasks N] [--files N] [--seconds N]
  FOLDER       holds bare clones as FOLDER/owner+name/repo, whose files fill the repository up
  --tasks N    how many fixes (12); a third of them err once
  --files N    in the repository (2000)
  --seconds N  that its tests take (5)
`;

const scripts = { 'Sum is wrong at once': fixAtOnce, 'Sum is wrong at first': fixAtSecond };
/** The seed's goals, in seconds. */
const goals = { p50: 30, p95: 60, p99: 90 };
const overheadGoal = 5;
/** Seconds; what takes less is not listed. */
const leastShown = 0.01;

/**
 * What a fix takes beside the model and the tests, and from the comment to the outcome: the whole product against the local
 * GitHub, with a scripted model that answers at once and a test suite of a known length.
 */
export async function task(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      tasks: { type: 'string', default: '12' },
      files: { type: 'string', default: '2000' },
      seconds: { type: 'string', default: '5' },
    },
    allowPositionals: true,
  });
  const [folder] = positionals;
  const [tasks, files, seconds] = [values.tasks, values.files, values.seconds].map(Number);
  if (folder === undefined || !tasks || !files || !seconds) {
    process.stderr.write(usageText);
    return 2;
  }
  const home = await mkdtemp(path.join(tmpdir(), 'goat-bench-task-'));
  const github = await startGitHubServer();
  const model = await startScriptedModel(scripts);
  const goat = await composeServer(serverConfig(home, github, model));
  const server = createServer(goat.handle);
  github.app.webhookUrl = `${await listen(server)}${webhookPath}`;
  const runTimes = watchRunTimes(() => github.repositories.flatMap(({ runs }) => [...runs]));
  try {
    const repository = await github.createRepository({
      owner: 'corner',
      name: 'shop',
      files: await slowRepository(folder, files, seconds),
      collaborators: { alice: 'write' },
    });
    const time = (title: string) => timeTask({ goat, github }, repository, title, runTimes);
    // It also makes the index and runs the tests of the base commit, which the others find.
    const cold = await time('Sum is wrong at once, cold');
    const warm: TaskTimes[] = [];
    for (let number = 1; number <= tasks; number += 1) {
      const title = number % 3 === 0 ? 'Sum is wrong at first' : 'Sum is wrong at once';
      warm.push(await time(`${title}, ${number}`));
      process.stderr.write(`${number} of ${tasks}: ${warm.at(-1)?.total.toFixed(1)} s, ${warm.at(-1)?.outcome}\n`);
    }
    const lines = [describeMachine(), `${files} files, tests of ${seconds} s, ${tasks} fixes`, ...describe(cold, warm)];
    process.stdout.write(`${lines.join('\n')}\n`);
    const isDone = [cold, ...warm].every(({ outcome }) => outcome === 'fixed');
    return isDone && model.failures.length === 0 ? 0 : 1;
  } finally {
    runTimes.stop();
    server.close();
    await goat.close();
    await model.close();
    await github.close();
    await rm(home, { recursive: true, force: true });
  }
}

function describe(cold: TaskTimes, warm: readonly TaskTimes[]): string[] {
  const totals = warm.map(({ total }) => total);
  const overheads = warm.map(overheadOf);
  const names = [...new Set(warm.flatMap(({ steps }) => [...steps.keys()]))].filter((name) => name !== modelStep);
  const rows = names
    .map((name) => ({ name, mean: mean(warm.map(({ steps }) => steps.get(name) ?? 0)) }))
    .sort((left, right) => right.mean - left.mean);
  // What the same runs of the tests and calls of the model take, with nothing around them.
  const floor = mean(warm.map(({ model, tests }) => model + tests));
  return [
    '',
    '| seconds | p50 | p95 | p99 | goal |',
    '|---|---|---|---|---|',
    `| comment to outcome, warm | ${percentiles(totals)} | ${goals.p50} / ${goals.p95} / ${goals.p99} |`,
    `| beside model and tests, warm | ${percentiles(overheads)} | ${overheadGoal} |`,
    `The first fix, cold: ${cold.total.toFixed(1)} s, of it beside model and tests ${overheadOf(cold).toFixed(1)} s.`,
    `Baseline "model and tests alone": ${floor.toFixed(2)} s a fix; with all around it ${(mean(totals) / floor).toFixed(2)} × that.`,
    '',
    '| step, warm | seconds a fix |',
    '|---|---|',
    ...rows.filter((row) => row.mean >= leastShown).map((row) => `| ${row.name} | ${row.mean.toFixed(2)} |`),
  ];
}

function overheadOf({ total, model, tests }: TaskTimes): number {
  return total - model - tests;
}

function percentiles(values: readonly number[]): string {
  const sorted = [...values].sort((left, right) => left - right);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return [0.5, 0.95, 0.99].map((share) => at(share).toFixed(1)).join(' | ');
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
