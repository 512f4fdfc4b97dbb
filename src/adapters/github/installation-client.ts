import { createAppAuth } from '@octokit/auth-app';
import { type Logger, ProbotOctokit } from 'probot';
import type { GitHubRepository } from '../../tasks/task.ts';
import { fetchWhole } from './fetch-whole.ts';
import { toGitHubError } from './github-error.ts';
import { createInstallationTokens, type InstallationTokens, type Permissions } from './installation-token.ts';

export interface GitHubApp {
  readonly appId: number;
  readonly privateKey: string;
  /** Without a slash at its end. */
  readonly apiUrl: string;
  readonly log: Logger;
  /** Laid over the options of Octokit's plugins: the pacing that GitHub asks for makes tests slow. */
  readonly plugins?: { readonly throttle?: object; readonly retry?: object };
}

/** GitHub for one repository, with no more permissions than each call needs. */
export interface InstallationClient {
  /** An Octokit whose tokens hold these permissions for this repository. Its errors are `GitHubError`s. */
  with(permissions: Permissions): ProbotOctokit;
  /** A token for git itself. It lives an hour: ask for it where it is used, and keep it nowhere. */
  mintToken(permissions: Permissions): Promise<string>;
}

const apiVersion = '2022-11-28';
const mostLimitRetries = 3;
/** Seconds that a request waits for a rate limit to end. A task that waits longer had better end and be asked for again. */
const longestLimitWait = 600;

export function createInstallationClient(app: GitHubApp, repository: GitHubRepository): InstallationClient {
  const { installationId } = repository;
  const asApp = createOctokit(app, installationId, createAppAuth, { appId: app.appId, privateKey: app.privateKey });
  const tokens = createInstallationTokens(asApp, { installationId, repositoryId: repository.id });
  const octokits = new Map<string, ProbotOctokit>();

  return {
    with(permissions) {
      const key = JSON.stringify(permissions);
      const known = octokits.get(key);
      if (known) return known;
      const octokit = createOctokit(app, installationId, () => tokenAuth(tokens, permissions), {});
      // A POST whose answer was lost may have done its work: only the caller knows how to look for that.
      octokit.hook.before('request', (options) => {
        if (options.method === 'POST') options.request = { retries: 0, ...options.request };
      });
      octokits.set(key, octokit);
      return octokit;
    },
    mintToken: (permissions) => tokens.get(permissions),
  };
}

/** Probot's client with our limits, timeouts and errors. */
function createOctokit(app: GitHubApp, installationId: number, authStrategy: unknown, auth: object): ProbotOctokit {
  // Probot's own answer to a secondary limit is to give up on the server and to wait for ever in a client of its own.
  const waits = (seconds: number, _options: unknown, _octokit: unknown, retries: number) =>
    seconds <= longestLimitWait && retries < mostLimitRetries;
  const octokit = new ProbotOctokit({
    authStrategy,
    auth,
    baseUrl: app.apiUrl,
    log: app.log,
    request: { fetch: fetchWhole },
    // The plugin's list, and 409: an empty repository and a conflict do not go away.
    retry: { doNotRetry: [400, 401, 403, 404, 409, 410, 422, 451], ...app.plugins?.retry },
    // All clients of an installation share one pace: GitHub counts by installation.
    throttle: {
      id: String(installationId),
      onRateLimit: waits,
      onSecondaryRateLimit: waits,
      ...app.plugins?.throttle,
    },
  });
  octokit.hook.before('request', (options) => {
    options.headers['x-github-api-version'] = apiVersion;
  });
  octokit.hook.error('request', (error) => {
    throw toGitHubError(error);
  });
  return octokit;
}

interface RequestOptions {
  readonly headers: Record<string, string | number | undefined>;
}

/** An authentication strategy of Octokit: sets the token, and takes a new one, once, where it is refused. */
function tokenAuth(tokens: InstallationTokens, permissions: Permissions) {
  return Object.assign(async () => ({ type: 'installation' }), {
    async hook<Answer>(
      request: (options: RequestOptions) => Promise<Answer>,
      options: RequestOptions,
    ): Promise<Answer> {
      const token = await tokens.get(permissions);
      try {
        return await request(authorize(options, token));
      } catch (error) {
        if (!(error instanceof Error && 'status' in error && error.status === 401)) throw error;
        return request(authorize(options, await tokens.replace(token, permissions)));
      }
    },
  });
}

function authorize(options: RequestOptions, token: string): RequestOptions {
  return { ...options, headers: { ...options.headers, authorization: `token ${token}` } };
}
