import type { ServerConfig } from '../../src/config/environment.ts';
import type { GitHubServer } from '../github-server/start-github-server.ts';
import type { ScriptedModel } from './scripted-model.ts';

/** What a server between a local GitHub and a scripted model is told. */
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
