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
});

test('a check run is written on a commit, found there by its name, and changed', async () => {
  const sha = (await shop.commits('main'))[0]?.sha ?? '';
  const { data } = await client.rest.checks.create({
    ...repository,
    name: 'goat',
    head_sha: sha,
    external_id: '01TASK',
    conclusion: 'neutral',
    output: { title: 'Not verified', summary: 'Nothing ran.' },
  });
  expect(data).toMatchObject({ status: 'completed', conclusion: 'neutral', external_id: '01TASK' });
  await client.rest.checks.update({ ...repository, check_run_id: data.id, conclusion: 'success' });
  const found = await client.rest.checks.listForRef({ ...repository, ref: sha, check_name: 'goat' });
  expect(found.data.check_runs).toMatchObject([{ id: data.id, conclusion: 'success' }]);
  const other = await client.rest.checks.listForRef({ ...repository, ref: 'main', check_name: 'lint' });
  expect(other.data.total_count).toBe(0);
  expect(github.contractViolations).toEqual([]);
});

test('FAULT 21: a request with more than 50 annotations, or for a commit that is not there, is refused', async () => {
  const sha = (await shop.commits('main'))[0]?.sha ?? '';
  const annotation = { path: 'a', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'm' } as const;
  const output = { title: 't', summary: 's', annotations: Array.from({ length: 51 }, () => annotation) };
  await refusalOf(client.rest.checks.create({ ...repository, name: 'goat', head_sha: sha, output }), 422);
  await refusalOf(client.rest.checks.create({ ...repository, name: 'goat', head_sha: 'f'.repeat(40) }), 422);
});

test('draft and ready are switched by GraphQL, and a query that GitHub does not know is a violation', async () => {
  await shop.push('mona', { branch: 'goat/one', message: 'Change', files: { c: 'x\n' } });
  const { data: pull } = await client.rest.pulls.create({
    ...repository,
    title: 'Fix',
    head: 'goat/one',
    base: 'main',
    body: '',
    draft: true,
  });
  const mutation = (name: string) =>
    `mutation ($id: ID!) { ${name}(input: { pullRequestId: $id }) { pullRequest { isDraft } } }`;
  expect(await client.graphql(mutation('markPullRequestReadyForReview'), { id: pull.node_id })).toEqual({
    markPullRequestReadyForReview: { pullRequest: { isDraft: false } },
  });
  expect(shop.pulls.get(pull.number)?.draft).toBe(false);
  await client.graphql(mutation('convertPullRequestToDraft'), { id: pull.node_id });
  expect(shop.pulls.get(pull.number)?.draft).toBe(true);
  await expect(client.graphql(mutation('markPullRequestReadyForReview'), { id: 'nobody' })).rejects.toThrow(
    'resolve to a node',
  );

  const before = github.contractViolations.length;
  await expect(client.graphql(mutation('makePullRequestPerfect'), { id: pull.node_id })).rejects.toThrow(
    'Cannot query field',
  );
  expect(github.contractViolations).toHaveLength(before + 1);
});
