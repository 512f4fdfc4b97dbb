import type { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RepositoryHandle } from './repository-handle.ts';
import { type GitHubServer, startGitHubServer } from './start-github-server.ts';
import { installationClient, refusalOf } from './test-client.ts';

let github: GitHubServer;
let shop: RepositoryHandle;
let client: Octokit;
const repository = { owner: 'acme', repo: 'shop' };

beforeAll(async () => {
  github = await startGitHubServer();
  shop = await github.createRepository({ owner: 'acme', name: 'shop', files: { a: 'b' } });
  client = await installationClient(github);
});
afterAll(async () => {
  await github.settled();
  await github.close();
  expect(github.contractViolations).toEqual([]);
});

async function openPull(branch: string, draft = false) {
  await shop.push('mona', { branch, message: 'Change', files: { [branch]: 'x\n' } });
  return client.rest.pulls.create({ ...repository, title: 'Fix', head: branch, base: 'main', body: 'Evidence', draft });
}

test('a pull request is opened, edited, found by its branch, commented and closed', async () => {
  const { data } = await openPull('goat/one', true);
  expect(data).toMatchObject({
    state: 'open',
    draft: true,
    commits: 1,
    additions: 1,
    changed_files: 1,
    user: { login: 'goat[bot]' },
  });
  const pull = { ...repository, pull_number: data.number };
  await client.rest.pulls.update({ ...pull, title: 'Better', body: 'More evidence' });
  expect((await client.rest.pulls.get(pull)).data).toMatchObject({ title: 'Better', body: 'More evidence' });
  const found = await client.rest.pulls.list({ ...repository, head: 'acme:goat/one', state: 'all' });
  expect(found.data.map((each) => each.number)).toEqual([data.number]);
  const narrow = await installationClient(github, { permissions: { pull_requests: 'write' } });
  await narrow.rest.issues.createComment({ ...repository, issue_number: data.number, body: 'Hello' });
  expect(shop.comments(data.number)).toHaveLength(1);
  await client.rest.pulls.update({ ...pull, state: 'closed' });
  expect((await client.rest.pulls.list({ ...repository, head: 'acme:goat/one' })).data).toEqual([]);
});

test('a pull request follows its branch and is merged by a person', async () => {
  const { data } = await openPull('goat/two');
  const sha = await shop.push('mona', { branch: 'goat/two', message: 'More', files: { more: 'y' } });
  const pull = { ...repository, pull_number: data.number };
  expect((await client.rest.pulls.get(pull)).data.head.sha).toBe(sha);
  await shop.closePull('mona', data.number, { merge: true });
  expect((await client.rest.pulls.get(pull)).data).toMatchObject({ state: 'closed', merged: true });
  expect(await shop.read('main', 'more')).toBe('y');
});

test('FAULT 25: a second pull request for the same branch is refused', async () => {
  await openPull('goat/three');
  const again = client.rest.pulls.create({ ...repository, title: 'Fix', head: 'goat/three', base: 'main' });
  expect(await refusalOf(again, 422)).toContain('A pull request already exists for acme:goat/three.');
});

test('FAULT 20: a body that is too long, and branches without a difference, are refused', async () => {
  await shop.push('mona', { branch: 'goat/four', message: 'Change', files: { four: 'x' } });
  const request = { ...repository, title: 'Fix', head: 'goat/four', base: 'main' };
  await refusalOf(client.rest.pulls.create({ ...request, body: 'x'.repeat(65_537) }), 422);
  expect(await refusalOf(client.rest.pulls.create({ ...request, head: 'nowhere' }), 422)).toContain('head');
  await shop.moveBranch('mona', 'goat/four', (await shop.branches()).main ?? null);
  expect(await refusalOf(client.rest.pulls.create(request), 422)).toContain('No commits between main and goat/four');
});
