import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startScriptedModel } from '../fakes/scripted-model.ts';
import { serverConfig } from '../fakes/server-config.ts';
import { startGitHubServer } from '../github-server/start-github-server.ts';
import { type KilledTask, type KilledWorld, runKilled, startServer } from './kill/run-killed.ts';
import { type KilledRun, killedRuns } from './kill/scripts.ts';
import { describeMachine } from './machine.ts';

const usageText = `npm run bench -- kill [--in-flight] [--only N] [--every N]
  --in-flight  dies when a step's work is done and its result is not recorded, instead of right after it is
  --only N     one run: ${killedRuns.map(({ title }, index) => `${index + 1} ${title}`).join(', ')}
  --every N    every Nth boundary instead of each
`;

const modelStep = 'model reply';

/**
 * Kills a server with SIGKILL at every boundary between two steps of three fixes, each time of a fix of its own, lets the
 * next process end it, and compares what is there with what is there without a kill.
 */
export async function kill(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { 'in-flight': { type: 'boolean', default: false }, only: { type: 'string' }, every: { type: 'string' } },
  });
  const runs = killedRuns.filter((_, index) => values.only === undefined || Number(values.only) === index + 1);
  const every = Number(values.every ?? 1);
  if (runs.length === 0 || !Number.isInteger(every) || every < 1) {
    process.stderr.write(usageText);
    return 2;
  }
  const home = await mkdtemp(path.join(tmpdir(), 'goat-bench-kill-'));
  const github = await startGitHubServer();
  const model = await startScriptedModel(Object.fromEntries(killedRuns.map(({ title, script }) => [title, script])));
  const tasksPerDay = { repository: 100, installation: 10_000 };
  const config = { ...serverConfig(home, github, model), tasksPerDay };
  const world: KilledWorld = { github, model, config, server: await startServer({ github, config }) };
  const rows: string[] = [];
  let isAsBefore = true;
  try {
    for (const run of runs) {
      const row = await killEverywhere(world, run, every, !values['in-flight']);
      rows.push(row.text);
      isAsBefore &&= row.isAsBefore;
    }
  } finally {
    await world.server.kill();
    await model.close();
    await github.close();
    await rm(home, { recursive: true, force: true });
  }
  for (const failure of model.failures) process.stderr.write(`The model was asked what it should not be: ${failure}\n`);
  const head = '| run | steps | killed at | all as without a kill | calls of the model | made again | paid twice |';
  const lines = [describeMachine(), '', head, '|---|---|---|---|---|---|---|', ...rows];
  process.stdout.write(`${lines.join('\n')}\n`);
  return isAsBefore && model.failures.length === 0 ? 0 : 1;
}

async function killEverywhere(world: KilledWorld, run: KilledRun, every: number, recorded: boolean) {
  const slug = run.title.toLowerCase().replaceAll(' ', '-');
  const whole = await runKilled(world, run, `${slug}-whole`, { step: null, recorded });
  let [killed, same, again, paidTwice] = [0, 0, 0, 0];
  for (let step = every; step <= whole.steps.length; step += every) {
    const one = await runKilled(world, run, `${slug}-${step}`, { step, recorded });
    // Runs of the tests are looked at more or less often, so one may have fewer steps.
    if (!one.wasKilled) continue;
    const name = whole.steps[step - 1];
    const repeated = one.modelCalls - whole.modelCalls;
    // A call that was in flight has to be made again; any other was paid for.
    const mayRepeat = !recorded && name === modelStep ? 1 : 0;
    const difference = whatDiffers(whole, one);
    killed += 1;
    same += difference === null ? 1 : 0;
    again += Math.min(repeated, mayRepeat);
    paidTwice += Math.max(0, repeated - mayRepeat);
    process.stderr.write(`${slug} ${step} of ${whole.steps.length}, ${name}: ${difference ?? 'as without a kill'}\n`);
  }
  const cells = [run.title, whole.steps.length, killed, same, whole.modelCalls, again, paidTwice];
  return { text: `| ${cells.join(' | ')} |`, isAsBefore: same === killed && paidTwice === 0 };
}

function whatDiffers({ traces: expected }: KilledTask, { traces }: KilledTask): string | null {
  const differs = (Object.keys(expected) as (keyof typeof expected)[]).filter(
    (key) => JSON.stringify(expected[key]) !== JSON.stringify(traces[key]),
  );
  if (differs.length === 0) return null;
  return differs.map((key) => `${key} ${JSON.stringify(traces[key])}`).join(', ');
}
