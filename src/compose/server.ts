import type { IncomingMessage, ServerResponse } from 'node:http';
import { hostname } from 'node:os';
import path from 'node:path';
import { type Logger, Probot } from 'probot';
import { deprecationWarning } from '../adapters/anthropic/deprecated-models.ts';
import { createLogger } from '../adapters/create-logger.ts';
import type { GitHubApp } from '../adapters/github/installation-client.ts';
import { findModel } from '../agent/model-facts.ts';
import type { ServerConfig } from '../config/environment.ts';
import { registerEvents } from '../github/register-events.ts';
import type { TaskInbox } from '../github/task-inbox.ts';
import { createWebhookHandler } from '../github/webhooks/receive-webhook.ts';
import { createHealthHandler } from '../http/health.ts';
import { registerSecret } from '../security/redact-secrets.ts';
import { passOnAnswer } from '../tasks/answer/pass-on-answer.ts';
import { takeInFeedback } from '../tasks/respond/take-in-feedback.ts';
import { startTask } from '../tasks/start-task.ts';
import type { TaskEngine } from '../tasks/task-engine.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import { wakeForRun } from '../tasks/wake-for-run.ts';
import { databaseLocation } from './database-location.ts';
import { createEmbedders } from './embedders.ts';
import type { GitHubWorld } from './github/github-world.ts';
import { openOnGitHub } from './github/open-on-github.ts';
import { modelChooser, modelNames } from './model.ts';
import { startRuntime } from './runtime.ts';

/** Milliseconds between looks for tasks that nobody works on and that have no outcome. */
const reconcileMs = 60_000;

/** The server: webhooks in, tasks out. */
export interface ServerGoat {
  readonly log: Logger;
  readonly store: TaskStore;
  readonly engine: TaskEngine;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): Promise<void>;
}

/** Builds the server from its configuration and takes up the tasks that the last process left. */
export async function composeServer(config: ServerConfig): Promise<ServerGoat> {
  const log = createLogger(config.logLevel);
  for (const secret of [config.secrets.privateKey, config.secrets.webhookSecret]) registerSecret(secret);
  const app: GitHubApp = {
    appId: config.gitHub.appId,
    privateKey: config.secrets.privateKey,
    apiUrl: config.gitHub.apiUrl,
    log,
    ...(config.gitHub.paced ? {} : { plugins: { throttle: { enabled: false } } }),
  };
  const home = path.join(config.home, 'server');
  for (const name of modelNames(config)) {
    const deprecated = deprecationWarning(name);
    if (deprecated !== null) log.warn(deprecated);
    if (findModel(name) === null)
      log.warn(`The prices of ${name} are not known: its tokens count, its dollars do not.`);
  }
  const world: GitHubWorld = {
    app,
    modelsFor: modelChooser(config, config.secrets.anthropicApiKey),
    tasksPerDay: config.tasksPerDay,
    limits: config.limits,
    home,
    log,
    embedders: createEmbedders(config.embedder, path.join(config.home, 'models'), log),
    pollSeconds: config.pollSeconds,
  };
  const runtime = await startRuntime({
    location: databaseLocation(config.secrets.databaseUrl, home),
    executorId: config.executorId ?? (config.secrets.databaseUrl === null ? 'server' : hostname()),
    log,
    open: (task, record, stores) => openOnGitHub(task, record, stores, world),
  });
  const { database, store, engine } = runtime;
  const reconciler = setInterval(() => void runtime.reconcile(), reconcileMs);
  const probot = new Probot({
    appId: app.appId,
    privateKey: app.privateKey,
    secret: config.secrets.webhookSecret,
    baseUrl: app.apiUrl,
    log,
  });
  const inbox: TaskInbox = {
    start: (request, deliveryId) => startTask(runtime, request, deliveryId),
    commented: (comment, deliveryId) => passOnAnswer(runtime, comment, deliveryId),
    feedback: (delivered, deliveryId) =>
      takeInFeedback({ ...runtime, gatherSeconds: config.gatherSeconds, limits: config.limits }, delivered, deliveryId),
    runCompleted: (run) => wakeForRun(runtime, run),
  };
  await probot.load((loaded) =>
    registerEvents(loaded, inbox, { appId: app.appId, label: config.label, limits: config.limits }),
  );
  const handlers = [
    createWebhookHandler({ webhooks: probot.webhooks, log }),
    createHealthHandler(() => database.query('select 1')),
  ];
  return {
    log,
    store,
    engine,
    async handle(request, response) {
      for (const handler of handlers) if (await handler(request, response)) return;
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found.\n');
    },
    async close() {
      clearInterval(reconciler);
      await runtime.close();
    },
  };
}
