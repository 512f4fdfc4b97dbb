import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { composeServer, type ServerGoat } from '../../src/compose/server.ts';
import type { ServerConfig } from '../../src/config/environment.ts';
import { webhookPath } from '../../src/github/webhooks/receive-webhook.ts';
import type { Outcome } from '../../src/tasks/outcome.ts';
import type { FileContent } from '../github-server/git/fast-import.ts';
import type { RepositoryHandle } from '../github-server/repository-handle.ts';
import { type GitHubServer, startGitHubServer } from '../github-server/start-github-server.ts';
import type { Turn } from './script.ts';
import { type ScriptedModel, startScriptedModel } from './scripted-model.ts';

/** The product as it is deployed, between a local GitHub and a scripted model. */
export interface GoatOnGitHub {
  readonly goat: ServerGoat;
  readonly github: GitHubServer;
  readonly model: ScriptedModel;
  createRepository(files: Readonly<Record<string, FileContent>>, name?: string): Promise<RepositoryHandle>;
  /** Waits for the newest task of the issue to end, and for what GitHub still has to deliver. */
  outcome(repository: RepositoryHandle, issue: number): Promise<Outcome>;
  close(): Promise<void>;
}

const lookMs = 50;

/** @param scripts by a part of the issue that each belongs to. */
export async function startGoatOnGitHub(scripts: Readonly<Record<string, readonly Turn[]>>): Promise<GoatOnGitHub> {
  const home = await mkdtemp(path.join(tmpdir(), 'goat-flow-'));
  const github = await startGitHubServer();
  const model = await startScriptedModel(scripts);
  const goat = await composeServer(serverConfig(home, github, model));
  const server = createServer(goat.handle);
  github.app.webhookUrl = `${await listen(server)}${webhookPath}`;
  return {
    goat,
    github,
    model,
    createRepository: (files, name = 'shop') =>
      github.createRepository({ owner: 'corner', name, files, collaborators: { alice: 'write' } }),
    async outcome(repository, issue) {
      for (;;) {
        const [task] = await goat.store.ofIssue(`github:${repository.id}`, issue);
        if (task?.outcome) {
          await github.settled();
          return task.outcome;
        }
        await pause(lookMs);
      }
    },
    async close() {
      server.close();
      await goat.close();
      await model.close();
      await github.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** What a server between these two is told. */
export function serverConfig(
  home: string,
  github: Pick<GitHubServer, 'url' | 'app'>,
  model: Pick<ScriptedModel, 'url' | 'apiKey'>,
): ServerConfig {
  return {
    home,
    logLevel: 'silent',
    host: '127.0.0.1',
    port: 0,
    label: 'goat',
    executorId: 'test',
    embedder: 'built-in',
    pollSeconds: 1,
    gatherSeconds: 1,
    gitHub: { appId: github.app.id, apiUrl: github.url, paced: false },
    model: { name: null, smallName: null, effort: null, thinkingTokens: null, allowed: [], baseUrl: model.url },
    tasksPerDay: { repository: 100, installation: 500 },
    limits: { iterations: 3, tokens: 200_000 },
    secrets: {
      anthropicApiKey: model.apiKey,
      databaseUrl: null,
      privateKey: github.app.privateKey,
      webhookSecret: github.app.webhookSecret,
    },
  };
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}
