import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { expect } from 'vitest';
import type { GitHubServer } from './start-github-server.ts';

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** A client that speaks as the App itself. */
export function appClient(github: GitHubServer): Octokit {
  const { id: appId, privateKey } = github.app;
  return new Octokit({ baseUrl: github.url, authStrategy: createAppAuth, auth: { appId, privateKey }, log });
}

export interface TokenOptions {
  readonly permissions?: Record<string, string>;
  readonly repository_ids?: number[];
}

export async function installationToken(github: GitHubServer, options: TokenOptions = {}): Promise<string> {
  const app = appClient(github);
  const { data: installations } = await app.rest.apps.listInstallations();
  const { data } = await app.request('POST /app/installations/{installation_id}/access_tokens', {
    installation_id: installations[0]?.id ?? 0,
    ...options,
  });
  return data.token;
}

/** A client with a token of the first installation. */
export async function installationClient(github: GitHubServer, options: TokenOptions = {}): Promise<Octokit> {
  return new Octokit({ baseUrl: github.url, auth: await installationToken(github, options), log });
}

/** Expects that a call is refused, and returns the message. */
export async function refusalOf(call: Promise<unknown>, status: number): Promise<string> {
  const error = await call.then(
    () => expect.fail(`the call was not refused with ${status}`),
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ status });
  return error instanceof Error ? error.message : '';
}
