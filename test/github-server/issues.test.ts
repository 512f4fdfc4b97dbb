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
  shop = await github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: { a: 'b' },
    collaborators: { mona: 'write' },
  });
  client = await installationClient(github);
});
afterAll(async () => {
  await github.close();
  expect(github.contractViolations).toEqual([]);
});

async function openIssue(): Promise<{ owner: string; repo: string; issue_number: number }> {
  const issue = await shop.openIssue('mona', { title: 'It breaks', body: 'Here is how.' });
  return { ...repository, issue_number: issue.number };
}

test('a comment is made, edited with its history kept, and deleted', async () => {
  const issue = await openIssue();
  const { data } = await client.rest.issues.createComment({ ...issue, body: 'Looking' });
  expect(data).toMatchObject({ user: { login: 'goat[bot]', type: 'Bot' }, performed_via_github_app: { slug: 'goat' } });
  await client.rest.issues.updateComment({ ...repository, comment_id: data.id, body: 'Fixed' });
  expect(shop.comments(issue.issue_number)[0]?.history).toEqual(['Looking', 'Fixed']);
  await client.rest.issues.deleteComment({ ...repository, comment_id: data.id });
  await refusalOf(client.rest.issues.getComment({ ...repository, comment_id: data.id }), 404);
});

test('comments come in pages, and since a time', async () => {
  const issue = await openIssue();
  for (const body of ['one', 'two', 'three']) await client.rest.issues.createComment({ ...issue, body });
  const second = await client.rest.issues.listComments({ ...issue, per_page: 2, page: 2 });
  expect(second.data.map((comment) => comment.body)).toEqual(['three']);
  expect(second.headers.link).toContain('rel="first"');
  const all = await client.paginate(client.rest.issues.listComments, { ...issue, per_page: 1 });
  expect(all.map((comment) => comment.body)).toEqual(['one', 'two', 'three']);
  const later = await client.rest.issues.listComments({ ...issue, since: '2999-01-01T00:00:00Z' });
  expect(later.data).toEqual([]);
});

test('a second reaction of the same kind is the first one', async () => {
  const issue = await openIssue();
  const first = await client.rest.reactions.createForIssue({ ...issue, content: 'eyes' });
  const second = await client.rest.reactions.createForIssue({ ...issue, content: 'eyes' });
  expect([first.status, second.status, second.data.id]).toEqual([201, 200, first.data.id]);
  const { id } = await shop.comment('mona', issue.issue_number, '/goat fix');
  const reaction = await client.rest.reactions.createForIssueComment({
    ...repository,
    comment_id: id,
    content: 'rocket',
  });
  expect(reaction.status).toBe(201);
});

test('FAULT 20: a body of 65,537 characters is refused, one of 65,536 is not, half an emoji is no JSON', async () => {
  const issue = await openIssue();
  const message = await refusalOf(client.rest.issues.createComment({ ...issue, body: 'x'.repeat(65_537) }), 422);
  expect(message).toContain('maximum is 65536');
  expect((await client.rest.issues.createComment({ ...issue, body: `${'x'.repeat(65_534)}🐐` })).status).toBe(201);
  await refusalOf(client.rest.issues.createComment({ ...issue, body: `${'x'.repeat(10)}🐐`.slice(0, 11) }), 400);
  await refusalOf(client.rest.issues.createComment({ ...issue, body: '' }), 422);
});

test('FAULT 17: a locked, a deleted and a missing issue refuse in their own ways', async () => {
  const issue = await openIssue();
  const state = shop.issues.get(issue.issue_number);
  Object.assign(state ?? {}, { locked: true });
  await refusalOf(client.rest.issues.createComment({ ...issue, body: 'Hello' }), 403);
  Object.assign(state ?? {}, { deleted: true });
  await refusalOf(client.rest.issues.get(issue), 410);
  await refusalOf(client.rest.issues.get({ ...repository, issue_number: 9_999 }), 404);
});

test('pull_requests alone does not reach an issue', async () => {
  const issue = await openIssue();
  const narrow = await installationClient(github, { permissions: { pull_requests: 'write' } });
  await refusalOf(narrow.rest.issues.createComment({ ...issue, body: 'Hello' }), 403);
});
