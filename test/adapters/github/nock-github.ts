import { generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { createInstallationClient, type GitHubApp } from '../../../src/adapters/github/installation-client.ts';
import type { TaskContext } from '../../../src/adapters/github/task-context.ts';

const apiUrl = 'https://api.github.test';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

export const repository = {
  host: 'github',
  id: 42,
  owner: 'octo',
  name: 'calculator',
  defaultBranch: 'main',
  installationId: 7,
} as const;
export const taskId = '01JD0V4Q8ZG5T9K2M3N4P5R6S7';
export const marker = `<!-- goat:task=${taskId} -->`;
export const sha = (letter: string) => letter.repeat(40);

export const app: GitHubApp = {
  appId: 4711,
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  apiUrl,
  log: pino({ level: 'silent' }),
  plugins: { throttle: { enabled: false }, retry: { retryAfterBaseValue: 1 } },
};

export function taskContext(plugins: GitHubApp['plugins'] = {}): TaskContext {
  const client = createInstallationClient({ ...app, plugins: { ...app.plugins, ...plugins } }, repository);
  return { client, repository, issueNumber: 12, taskId, log: app.log };
}

export function github() {
  return nock(apiUrl);
}

/** Answers every request for a token. */
export function mintTokens(): nock.Scope {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  return github()
    .persist()
    .post('/app/installations/7/access_tokens')
    .reply(201, { token: 'ghs_minted', expires_at: expiresAt, permissions: {} });
}

/** A server that stops in the middle of a request. */
export const lost = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

/** Closes the network for the tests of a file; each of them has to make every request that it expects. */
export function closeNetwork(): void {
  beforeAll(() => nock.disableNetConnect());
  afterEach(() => {
    const missing = nock.pendingMocks().filter((mock) => !mock.includes('access_tokens'));
    nock.cleanAll();
    expect(missing).toEqual([]);
  });
  afterAll(() => nock.restore());
}
