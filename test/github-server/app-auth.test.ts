import { createPrivateKey, createSign, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RepositoryHandle } from './repository-handle.ts';
import { type GitHubServer, startGitHubServer } from './start-github-server.ts';
import { appClient, installationClient, installationToken, refusalOf } from './test-client.ts';

let github: GitHubServer;
let shop: RepositoryHandle;
let other: RepositoryHandle;

beforeAll(async () => {
  github = await startGitHubServer();
  shop = await github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: { 'README.md': 'The shop' },
    collaborators: { mona: 'maintain', tria: 'triage', rita: 'read' },
  });
  other = await github.createRepository({ owner: 'acme', name: 'other', files: { a: 'b' } });
});
afterAll(async () => {
  await github.close();
  expect(github.contractViolations).toEqual([]);
});

function jwt(claims: object, key = createPrivateKey(github.app.privateKey)): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}

const getApp = (authorization: string) => fetch(`${github.url}/app`, { headers: { authorization } });
const seconds = () => Math.floor(Date.now() / 1000);

test('the App is who its key says it is', async () => {
  const { data } = await appClient(github).rest.apps.getAuthenticated();
  expect(data).toMatchObject({ id: github.app.id, slug: 'goat', permissions: { contents: 'write' } });
  const { data: installation } = await appClient(github).rest.apps.getRepoInstallation({ owner: 'acme', repo: 'shop' });
  expect(installation.account).toMatchObject({ login: 'acme' });
});

test.each([
  [
    'a key that is not its own',
    () =>
      jwt(
        { iat: seconds(), exp: seconds() + 60, iss: github.app.id },
        generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
      ),
  ],
  ['a life of an hour', () => jwt({ iat: seconds(), exp: seconds() + 3600, iss: github.app.id })],
  ['an end that has passed', () => jwt({ iat: seconds() - 90, exp: seconds() - 30, iss: github.app.id })],
  ['another issuer', () => jwt({ iat: seconds(), exp: seconds() + 60, iss: 999 })],
  ['a beginning that is still to come', () => jwt({ iat: seconds() + 120, exp: seconds() + 300, iss: github.app.id })],
  ['no token at all', () => 'nothing'],
])('a JWT with %s is refused', async (_, make) => {
  expect((await getApp(`Bearer ${make()}`)).status).toBe(401);
});

test('a good hand-made JWT is accepted', async () => {
  expect((await getApp(`Bearer ${jwt({ iat: seconds(), exp: seconds() + 60, iss: github.app.id })}`)).status).toBe(200);
});

test('a token has no more than it was minted with', async () => {
  const client = await installationClient(github, { permissions: { issues: 'read' } });
  const issue = await shop.openIssue('mona', { title: 'Totals are wrong', body: '' });
  const where = { owner: 'acme', repo: 'shop', issue_number: issue.number };
  expect((await client.rest.issues.get(where)).data.title).toBe('Totals are wrong');
  const message = await refusalOf(client.rest.issues.createComment({ ...where, body: 'Hello' }), 403);
  expect(message).toContain('Resource not accessible by integration');
  await refusalOf(client.rest.git.getRef({ owner: 'acme', repo: 'shop', ref: 'heads/main' }), 403);
  expect(github.requests.at(-1)).toMatchObject({ status: 403, permissions: { metadata: 'read', issues: 'read' } });
});

test('a token for one repository does not see another', async () => {
  const client = await installationClient(github, { repository_ids: [shop.id] });
  await refusalOf(client.rest.repos.get({ owner: 'acme', repo: 'other' }), 404);
  const { data } = await client.rest.apps.listReposAccessibleToInstallation();
  expect(data.repositories.map((repository) => repository.full_name)).toEqual(['acme/shop']);
});

test('what the App does not hold cannot be asked for', async () => {
  await refusalOf(installationToken(github, { permissions: { administration: 'write' } }), 422);
  await refusalOf(installationToken(github, { repository_ids: [other.id, 1] }), 422);
});

test('an App may not act as an installation, nor an installation as the App', async () => {
  const headers = { authorization: `Bearer ${jwt({ iat: seconds(), exp: seconds() + 60, iss: github.app.id })}` };
  expect((await fetch(`${github.url}/repos/acme/shop`, { headers })).status).toBe(403);
  expect((await getApp(`token ${await installationToken(github)}`)).status).toBe(401);
});

test('FAULT 19: permission is told as GitHub tells it, and a stranger or a bot has none', async () => {
  const client = await installationClient(github);
  const permission = async (username: string) =>
    (await client.rest.repos.getCollaboratorPermissionLevel({ owner: 'acme', repo: 'shop', username })).data;
  expect(await permission('mona')).toMatchObject({ permission: 'write', role_name: 'maintain' });
  expect(await permission('tria')).toMatchObject({ permission: 'read', role_name: 'triage' });
  await shop.openIssue('stranger', { title: 'Hello', body: '' });
  expect(await permission('stranger')).toMatchObject({ permission: 'none' });
  await refusalOf(permission('nobody-at-all'), 404);
  await refusalOf(permission('goat[bot]'), 404);
});

test('FAULT 15: an expired token is refused, and a fresh one works again', async () => {
  const client = await installationClient(github);
  github.expireTokens();
  await refusalOf(client.rest.repos.get({ owner: 'acme', repo: 'shop' }), 401);
  const fresh = await installationClient(github);
  expect((await fresh.rest.repos.get({ owner: 'acme', repo: 'shop' })).status).toBe(200);
});

test('FAULT 18: an App that was removed has no token and no installation', async () => {
  const second = await startGitHubServer();
  await second.createRepository({ owner: 'acme', name: 'shop', files: { a: 'b' } });
  const client = await installationClient(second);
  second.uninstall('acme');
  await refusalOf(client.rest.repos.get({ owner: 'acme', repo: 'shop' }), 401);
  await refusalOf(appClient(second).rest.apps.getRepoInstallation({ owner: 'acme', repo: 'shop' }), 404);
  await second.close();
});
