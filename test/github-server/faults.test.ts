import type { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RepositoryHandle } from './repository-handle.ts';
import { type GitHubServer, startGitHubServer } from './start-github-server.ts';
import { installationClient, installationToken, refusalOf } from './test-client.ts';

let github: GitHubServer;
let shop: RepositoryHandle;
let client: Octokit;
let issue: { owner: string; repo: string; issue_number: number };
const comments = { method: 'POST', path: '/repos/acme/shop/issues/*/comments' };

beforeAll(async () => {
  github = await startGitHubServer();
  shop = await github.createRepository({ owner: 'acme', name: 'shop', files: { a: 'b' } });
  client = await installationClient(github);
  const { number } = await shop.openIssue('mona', { title: 'It breaks', body: '' });
  issue = { owner: 'acme', repo: 'shop', issue_number: number };
});
afterAll(() => github.close());

const comment = (body: string) => client.rest.issues.createComment({ ...issue, body });
const bodies = () => shop.comments(issue.issue_number).map((each) => each.body);

test('FAULT 16: a lost reply leaves the comment written and the caller in the dark', async () => {
  github.injectFault({ ...comments, fault: { kind: 'lose reply' } });
  await expect(comment('written once')).rejects.toThrow();
  expect(bodies()).toContain('written once');
  expect(github.requests.at(-1)).toMatchObject({ fault: 'lose reply', status: 0 });
});

test('FAULT 14: errors, a reset before and a reset in the middle', async () => {
  github.injectFault({ ...comments, fault: { kind: 'status', status: 502 }, times: 2 });
  await refusalOf(comment('no'), 502);
  await refusalOf(comment('no'), 502);
  github.injectFault({ ...comments, fault: { kind: 'reset' } });
  await expect(comment('no')).rejects.toThrow();
  expect(bodies()).not.toContain('no');
  github.injectFault({ ...comments, fault: { kind: 'cut reply' } });
  // The client takes what it cannot read to the end for an empty body, and the call for a success.
  expect(await comment('cut')).toMatchObject({ status: 201, data: '' });
  expect(bodies()).toContain('cut');
});

test('FAULT 12: a secondary limit comes with and without a time to wait', async () => {
  github.injectFault({ ...comments, fault: { kind: 'secondary limit', retryAfterSeconds: 7 } });
  await expect(comment('no')).rejects.toMatchObject({ status: 403, response: { headers: { 'retry-after': '7' } } });
  github.injectFault({ ...comments, fault: { kind: 'secondary limit' } });
  expect(await refusalOf(comment('no'), 403)).toContain('secondary rate limit');
});

test('FAULT 13: the primary limit tells when it ends', async () => {
  const resetAt = new Date(Date.now() + 60_000);
  github.injectFault({ method: 'GET', path: '/repos/**', fault: { kind: 'primary limit', resetAt } });
  await expect(client.rest.issues.get(issue)).rejects.toMatchObject({
    status: 403,
    response: {
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(resetAt.getTime() / 1000)) },
    },
  });
  expect((await client.rest.issues.get(issue)).headers['x-ratelimit-remaining']).toMatch(/^49\d\d$/);
});

test('a fault can wait for its turn, and be slow', async () => {
  github.injectFault({ ...comments, after: 1, fault: { kind: 'slow reply', milliseconds: 20 } });
  await comment('quick');
  expect(github.requests.at(-1)?.fault).toBeNull();
  await comment('slow');
  expect(github.requests.at(-1)?.fault).toBe('slow reply');
});

test('a request that GitHub does not describe is refused and remembered', async () => {
  const before = github.contractViolations.length;
  const token = await installationToken(github);
  const send = (method: string, path: string, body?: object) =>
    fetch(`${github.url}/repos/acme/shop${path}`, {
      method,
      headers: { authorization: `token ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const refused = await Promise.all([
    send('POST', `/issues/${issue.issue_number}/comments`, { text: 'no body' }),
    send('POST', '/pulls', { title: 1, head: 'x', base: 'main' }),
    send('GET', '/pulls?state=ajar'),
    send('GET', '/issues/one'),
    send('GET', '/pulls?colour=red'),
    send('PATCH', '/git/refs/heads/main', { sha: 'x', forced: true }),
  ]);
  expect(refused.map((response) => response.status)).toEqual([422, 422, 422, 422, 422, 422]);
  const found = github.contractViolations.slice(before);
  expect(found.every((each) => each.side === 'request')).toBe(true);
  for (const problem of [
    "must have required property 'body'",
    '/title must be string',
    'state: ',
    'issue_number: ',
    'the query parameter colour does not exist',
    "the body's property forced does not exist",
  ]) {
    expect(found.map((each) => each.problem)).toContainEqual(expect.stringContaining(problem));
  }
});

test('a call without a token, without an agent, with broken JSON or to nowhere', async () => {
  expect((await fetch(`${github.url}/repos/acme/shop`)).status).toBe(401);
  const headers = { authorization: `token ${await installationToken(github)}` };
  const broken = await fetch(`${github.url}/repos/acme/shop/git/blobs`, { method: 'POST', headers, body: '{' });
  expect(broken.status).toBe(400);
  expect((await fetch(`${github.url}/repos/acme/shop/nowhere`, { headers })).status).toBe(404);
});
