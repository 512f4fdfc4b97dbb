import { setTimeout as pause } from 'node:timers/promises';
import type { ServerConfig } from '../../../src/config/environment.ts';
import { webhookPath } from '../../../src/github/webhooks/receive-webhook.ts';
import type { ScriptedModel } from '../../fakes/scripted-model.ts';
import type { RepositoryHandle } from '../../github-server/repository-handle.ts';
import type { GitHubServer } from '../../github-server/start-github-server.ts';
import type { Death } from './mortal-server.ts';
import { readTraces, type Traces } from './read-traces.ts';
import { guardedRepository, type KilledRun } from './scripts.ts';
import { type MortalServer, startMortalServer } from './start-mortal-server.ts';

export interface KilledWorld {
  readonly github: GitHubServer;
  readonly model: ScriptedModel;
  readonly config: ServerConfig;
  server: MortalServer;
}

export interface KilledTask {
  readonly traces: Traces;
  /** The steps that were done until it died or ended. */
  readonly steps: readonly string[];
  readonly wasKilled: boolean;
  readonly modelCalls: number;
}

const lookMs = 50;
const longestMs = 600_000;
/** What a task may take to write its outcome down after it has told it. */
const settleMs = 1_000;

/** Lets the server fix an issue in a repository of its own and die on the way; the next one has to come to its end. */
export async function runKilled(world: KilledWorld, run: KilledRun, name: string, death: Death): Promise<KilledTask> {
  const { github, model } = world;
  const title = `${run.title}, ${name}.`;
  const repository = await github.createRepository({
    owner: 'corner',
    name,
    files: await guardedRepository(),
    collaborators: { alice: 'write' },
  });
  const { server } = world;
  server.dieAt(death);
  let wasKilled = false;
  let isOver = false;
  const follow = server.dead.then(async () => {
    if (isOver) return;
    wasKilled = true;
    world.server = await startServer(world);
  });
  const { number } = await repository.openIssue('alice', { title, body: 'add(1, 2) should be 3.' });
  await repository.comment('alice', number, '/goat fix');
  const said = () => botComments(repository, number).join('\n');
  if (run.waits) {
    await until(() => said().includes('/goat approve'));
    // It may have said so and not have ended yet, or die of it.
    await pause(settleMs);
    if (wasKilled) await follow;
    await repository.comment('alice', number, '/goat approve');
  }
  await until(() => said().includes('### Fixed'));
  await pause(settleMs);
  if (wasKilled) await follow;
  isOver = true;
  await github.settled();
  return {
    traces: await readTraces(repository, number),
    steps: [...server.steps],
    wasKilled,
    modelCalls: model.requests.filter(({ messages }) => JSON.stringify(messages[0]).includes(title)).length,
  };
}

export async function startServer({ github, config }: Pick<KilledWorld, 'github' | 'config'>): Promise<MortalServer> {
  const server = await startMortalServer(config);
  github.app.webhookUrl = `${server.url}${webhookPath}`;
  return server;
}

async function until(happened: () => boolean): Promise<void> {
  for (let waited = 0; !happened(); waited += lookMs) {
    if (waited > longestMs) throw new Error('The task did not end in ten minutes.');
    await pause(lookMs);
  }
}

function botComments(repository: RepositoryHandle, number: number): string[] {
  return repository.comments(number).flatMap(({ user, body }) => (user.type === 'Bot' ? [body] : []));
}
