import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { composeServer, type ServerGoat } from '../../src/compose/server.ts';
import { webhookPath } from '../../src/github/webhooks/receive-webhook.ts';
import type { Outcome } from '../../src/tasks/outcome.ts';
import type { FileContent } from '../github-server/git/fast-import.ts';
import type { RepositoryHandle } from '../github-server/repository-handle.ts';
import { type GitHubServer, startGitHubServer } from '../github-server/start-github-server.ts';
import { listen } from './listen.ts';
import { prepareServerHome } from './prepared-database.ts';
import type { Turn } from './script.ts';
import { type ScriptedModel, startScriptedModel } from './scripted-model.ts';
import { serverConfig } from './server-config.ts';

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
  await prepareServerHome(home);
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
