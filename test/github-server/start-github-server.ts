import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunFault } from './actions/control.ts';
import { serveDownload } from './actions/downloads.ts';
import { type AppOptions, registerApp } from './auth/register-app.ts';
import { createFaults, type FaultRule } from './faults.ts';
import { closeObjectReaders } from './git/object-reader.ts';
import { listen, stop } from './http/listen.ts';
import { createRouter } from './http/router.ts';
import { serveRequest } from './http/serve-request.ts';
import { createRepository, type RepositoryHandle, type RepositoryRequest } from './repository-handle.ts';
import { appRoutes } from './routes/apps.ts';
import { checkRunRoutes } from './routes/check-runs.ts';
import { commentRoutes } from './routes/comments.ts';
import { contentRoutes } from './routes/contents.ts';
import { gitObjectRoutes } from './routes/git-objects.ts';
import { gitRefRoutes } from './routes/git-refs.ts';
import { graphqlRoutes } from './routes/graphql.ts';
import { historyRoutes } from './routes/history.ts';
import { hookDeliveryRoutes } from './routes/hook-deliveries.ts';
import { issueRoutes } from './routes/issues.ts';
import { pullRoutes } from './routes/pulls.ts';
import { repositoryRoutes } from './routes/repositories.ts';
import { reviewRoutes } from './routes/reviews.ts';
import { runRoutes } from './routes/runs.ts';
import { workflowRoutes } from './routes/workflows.ts';
import type { App, ContractViolation, RequestRecord, World } from './state/world.ts';
import { createWebhooks, type Delivery, redeliver, type WebhookFault } from './webhooks/deliver.ts';

export interface GitHubServer {
  /** REST base; git is at `${url}/OWNER/NAME.git`. */
  readonly url: string;
  readonly app: App;
  readonly repositories: readonly RepositoryHandle[];
  readonly deliveries: readonly Delivery[];
  readonly requests: readonly RequestRecord[];
  readonly contractViolations: readonly ContractViolation[];

  createRepository(request: RepositoryRequest): Promise<RepositoryHandle>;
  /** Sends a delivery again under its own guid. */
  redeliver(id: number): Promise<Delivery>;
  injectFault(rule: FaultRule): void;
  injectWebhookFault(fault: WebhookFault): void;
  /** The next dispatches each take one, in order. */
  injectRunFault(fault: RunFault): void;
  /** False: dispatches refuse `return_run_details`, as an older GitHub Enterprise does. */
  setRunDetails(supported: boolean): void;
  /** Every token that was handed out is refused from now on. */
  expireTokens(): void;
  /** Every download address that was handed out is refused from now on. */
  expireDownloads(): void;
  /** The owner removes the App: its tokens end, and nothing is delivered any more. */
  uninstall(owner: string): void;
  /** Resolves when no run, and no delivery of what the App itself did, is under way. */
  settled(): Promise<void>;
  /** Ends runs and deliveries and removes all files. @throws what failed in the background. */
  close(): Promise<void>;
}

/** Starts a GitHub on loopback with one registered App. */
export async function startGitHubServer(options: AppOptions = {}): Promise<GitHubServer> {
  const [main, storage] = [createServer(), createServer()];
  const [url, storageUrl] = await Promise.all([listen(main), listen(storage)]);
  const directory = await mkdtemp(join(tmpdir(), 'github-server-'));
  const pending = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const closing = new AbortController();
  // Past 2^31, as GitHub's are: what keeps them in 32 bits breaks here too.
  let lastId = 4_300_000_000;
  const ids = { users: new Map(), nextId: () => ++lastId };
  const world: World = {
    ...ids,
    url,
    storageUrl,
    directory,
    app: await registerApp(ids, options),
    installations: [],
    repositories: [],
    tokens: new Map(),
    downloads: new Map(),
    requests: [],
    violations: [],
    faults: createFaults(),
    webhooks: createWebhooks(),
    actions: { faults: [], runDetails: true },
    closing,
    background(work) {
      const guarded: Promise<void> = work
        .then(() => undefined)
        .catch((error: unknown) => {
          if (!closing.signal.aborted) failures.push(error);
        })
        .finally(() => pending.delete(guarded));
      pending.add(guarded);
    },
  };
  const settled = async () => {
    while (pending.size > 0) await Promise.all(pending);
  };

  const route = createRouter(
    [
      appRoutes,
      hookDeliveryRoutes,
      repositoryRoutes,
      issueRoutes,
      commentRoutes,
      gitRefRoutes,
      gitObjectRoutes,
      contentRoutes,
      historyRoutes,
      pullRoutes,
      reviewRoutes,
      workflowRoutes,
      runRoutes,
      checkRunRoutes,
      graphqlRoutes,
    ].flatMap((routes) => routes(world)),
  );
  const answer: RequestListener = (request, response) => {
    serveRequest(world, route, request, response).catch((error: unknown) => {
      // The caller hung up, or this server is wrong: the second must not pass unseen.
      if (!request.socket.destroyed && !closing.signal.aborted) failures.push(error);
      request.socket.destroy();
    });
  };
  main.on('request', answer);
  storage.on('request', (request, response) => world.background(serveDownload(world, request, response)));

  const repositories: RepositoryHandle[] = [];
  return {
    url,
    app: world.app,
    repositories,
    deliveries: world.webhooks.deliveries,
    requests: world.requests,
    contractViolations: world.violations,
    async createRepository(request) {
      const repository = await createRepository(world, request);
      repositories.push(repository);
      return repository;
    },
    redeliver: (id) => redeliver(world, id),
    injectFault: world.faults.inject,
    injectWebhookFault: world.webhooks.inject,
    injectRunFault: (fault) => world.actions.faults.push(fault),
    setRunDetails: (supported) => {
      world.actions.runDetails = supported;
    },
    expireTokens: () => {
      for (const token of world.tokens.values()) token.expiresAt = 0;
    },
    expireDownloads: () => {
      for (const download of world.downloads.values()) download.expiresAt = 0;
    },
    uninstall: (owner) => {
      const index = world.installations.findIndex(({ account }) => account.login === owner);
      if (index !== -1) world.installations.splice(index, 1);
    },
    settled,
    async close() {
      closing.abort();
      for (const run of world.repositories.flatMap((repository) => repository.runs)) run.cancel.abort();
      await Promise.all([main, storage].map(stop));
      await settled();
      closeObjectReaders(directory);
      await rm(directory, { recursive: true, force: true, maxRetries: 3 });
      if (failures.length > 0) throw new AggregateError(failures, 'The local GitHub failed.');
    },
  };
}
