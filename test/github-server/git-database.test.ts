import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RepositoryHandle } from './repository-handle.ts';
import { type GitHubServer, startGitHubServer } from './start-github-server.ts';
import { installationClient, installationToken, refusalOf } from './test-client.ts';

const run = promisify(execFile);
let github: GitHubServer;
let shop: RepositoryHandle;
let client: Octokit;
let directory: string;
const repository = { owner: 'acme', repo: 'shop' };

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'git-database-'));
  github = await startGitHubServer();
  shop = await github.createRepository({
    owner: 'acme',
    name: 'shop',
    files: {
      'src/sum.js': 'export const sum = (a, b) => a - b;\n',
      'bin/run': { content: '#!/bin/sh\n', mode: '100755' },
      'docs/a.md': 'a\n',
      '.github/workflows/ci.yml': 'on: push\njobs: {}\n',
    },
  });
  client = await installationClient(github);
});
afterAll(async () => {
  await github.close();
  expect(github.contractViolations).toEqual([]);
  await rm(directory, { recursive: true });
});

const headOf = async (branch: string) =>
  (await client.rest.git.getRef({ ...repository, ref: `heads/${branch}` })).data.object.sha;

async function createBranch(branch: string): Promise<string> {
  const sha = await headOf('main');
  await client.rest.git.createRef({ ...repository, ref: `refs/heads/${branch}`, sha });
  return sha;
}

/** Commits one file through blob, tree and commit, as the product does; the ref stays. */
async function commitFile(parent: string, path: string, content: string) {
  const blob = await client.rest.git.createBlob({
    ...repository,
    content: Buffer.from(content).toString('base64'),
    encoding: 'base64',
  });
  const { data: base } = await client.rest.git.getCommit({ ...repository, commit_sha: parent });
  const tree = await client.rest.git.createTree({
    ...repository,
    base_tree: base.tree.sha,
    tree: [{ path, mode: '100644', type: 'blob', sha: blob.data.sha }],
  });
  const commit = await client.rest.git.createCommit({
    ...repository,
    message: 'Fix the sum\n\nGoat-Task: 1',
    tree: tree.data.sha,
    parents: [parent],
  });
  return commit.data;
}

test("a commit without an author is the bot's own and signed, one with an author is not", async () => {
  const parent = await createBranch('goat/signed');
  const commit = await commitFile(parent, 'src/sum.js', 'export const sum = (a, b) => a + b;\n');
  expect(commit).toMatchObject({
    author: { name: 'goat[bot]' },
    verification: { verified: true },
    message: 'Fix the sum\n\nGoat-Task: 1',
  });
  await client.rest.git.updateRef({ ...repository, ref: 'heads/goat/signed', sha: commit.sha, force: false });
  expect(await shop.read('goat/signed', 'src/sum.js')).toContain('a + b');
  expect(await shop.read('goat/signed', 'docs/a.md')).toBe('a\n');
  const named = await client.rest.git.createCommit({
    ...repository,
    message: 'x',
    tree: commit.tree.sha,
    parents: [parent],
    author: { name: 'Mona', email: 'mona@example.com' },
  });
  expect(named.data.verification.verified).toBe(false);
  const { data } = await client.rest.repos.getCommit({ ...repository, ref: 'goat/signed' });
  expect(data).toMatchObject({ author: { login: 'goat[bot]' }, stats: { additions: 1, deletions: 1 } });
});

test('a tree deletes files and folders and keeps modes', async () => {
  const parent = await headOf('main');
  const { data } = await client.rest.git.createTree({
    ...repository,
    base_tree: parent,
    tree: [
      { path: 'docs', mode: '040000', type: 'tree', sha: null },
      { path: 'new.txt', mode: '100644', type: 'blob', content: 'hello' },
    ],
  });
  const all = await client.rest.git.getTree({ ...repository, tree_sha: data.sha, recursive: '1' });
  const files = all.data.tree.filter((entry) => entry.type === 'blob').map((entry) => `${entry.mode} ${entry.path}`);
  expect(files).toEqual(['100644 .github/workflows/ci.yml', '100755 bin/run', '100644 new.txt', '100644 src/sum.js']);
});

test.each([
  ['a path that climbs out', { path: '../x', content: 'x' }],
  ['a path into .git', { path: '.git/config', content: 'x' }],
  ['a blob that is not there', { path: 'x', sha: '1'.repeat(40) }],
  ['the deletion of what is not there', { path: 'nowhere.txt', sha: null }],
  ['no content', { path: 'x' }],
])('a tree with %s is refused', async (_, entry) => {
  const tree = [{ mode: '100644' as const, type: 'blob' as const, ...entry }];
  await refusalOf(client.rest.git.createTree({ ...repository, base_tree: await headOf('main'), tree }), 422);
});

test('FAULT 25: a branch that is already there is not made again', async () => {
  const sha = await createBranch('goat/taken');
  const message = await refusalOf(client.rest.git.createRef({ ...repository, ref: 'refs/heads/goat/taken', sha }), 422);
  expect(message).toContain('Reference already exists');
});

test('FAULT 23: a branch that moved on is not overwritten', async () => {
  const parent = await createBranch('goat/moved');
  const commit = await commitFile(parent, 'a.txt', 'a');
  const theirs = await shop.push('mona', { branch: 'goat/moved', message: 'Mine', files: { 'b.txt': 'b' } });
  const update = { ...repository, ref: 'heads/goat/moved', sha: commit.sha };
  expect(await refusalOf(client.rest.git.updateRef({ ...update, force: false }), 422)).toContain('not a fast forward');
  expect(await headOf('goat/moved')).toBe(theirs);
  await client.rest.git.updateRef({ ...update, force: true });
  await client.rest.git.deleteRef({ ...repository, ref: 'heads/goat/moved' });
  await refusalOf(headOf('goat/moved'), 404);
  await refusalOf(client.rest.git.updateRef({ ...update, force: false }), 422);
});

test.each(['main', 'refs/heads/', 'refs/heads/a..b', 'refs/heads/-x y'])('%j is no name for a ref', async (ref) => {
  await refusalOf(client.rest.git.createRef({ ...repository, ref, sha: await headOf('main') }), 422);
});

test('workflow files need the workflows permission, in a tree and in what a ref would bring', async () => {
  const before = await headOf('main');
  const narrow = await installationClient(github, { permissions: { contents: 'write' } });
  const tree = [{ path: '.github/workflows/goat.yml', mode: '100644' as const, type: 'blob' as const, content: 'x' }];
  await refusalOf(narrow.rest.git.createTree({ ...repository, base_tree: before, tree }), 403);
  await narrow.rest.git.createRef({ ...repository, ref: 'refs/heads/goat/narrow', sha: before });
  await shop.push('mona', {
    branch: 'main',
    message: 'New CI',
    files: { '.github/workflows/ci.yml': 'on: push\nname: x\njobs: {}\n' },
  });
  await refusalOf(narrow.rest.git.createRef({ ...repository, ref: 'refs/heads/goat/late', sha: before }), 403);
  await client.rest.git.createRef({ ...repository, ref: 'refs/heads/goat/late', sha: before });
});

test('contents, branches and comparisons', async () => {
  const file = await client.rest.repos.getContent({ ...repository, path: 'docs/a.md', ref: 'main' });
  expect(file.data).toMatchObject({ type: 'file', encoding: 'base64', content: 'YQo=\n' });
  const folder = await client.rest.repos.getContent({ ...repository, path: 'docs' });
  expect(folder.data).toMatchObject([{ path: 'docs/a.md' }]);
  await refusalOf(client.rest.repos.getContent({ ...repository, path: 'nowhere' }), 404);
  await createBranch('goat/compare');
  await shop.push('mona', { branch: 'goat/compare', message: 'Add', files: { 'docs/b.md': 'b\n', 'docs/a.md': null } });
  const { data } = await client.rest.repos.compareCommitsWithBasehead({
    ...repository,
    basehead: 'main...goat/compare',
  });
  expect(data).toMatchObject({ status: 'ahead', ahead_by: 1, behind_by: 0 });
  expect(data.files?.map((each) => `${each.status} ${each.filename}`)).toEqual([
    'removed docs/a.md',
    'added docs/b.md',
  ]);
  const branch = await client.rest.repos.getBranch({ ...repository, branch: 'goat/compare' });
  expect(branch.data.commit.commit.message).toBe('Add');
});

test('FAULT 24: an empty repository says so', async () => {
  await github.createRepository({ owner: 'acme', name: 'empty', files: {} });
  await refusalOf(client.rest.git.getRef({ owner: 'acme', repo: 'empty', ref: 'heads/main' }), 409);
});

/** Runs git as a caller does: the token in the environment, nothing of this machine's configuration. */
function git(args: string[], token: string) {
  const header = `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
  const environment = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'http.extraHeader',
    GIT_CONFIG_VALUE_0: header,
  };
  return run('git', args, { cwd: directory, env: environment });
}

test('git clones with a token that may read, and with no other; pushes are refused', async () => {
  const remote = `${github.url}/acme/shop.git`;
  const token = await installationToken(github, { permissions: { contents: 'read' }, repository_ids: [shop.id] });
  await git(['clone', '--quiet', '--depth', '1', remote, 'clone'], token);
  expect(await readFile(join(directory, 'clone/docs/a.md'), 'utf8')).toBe('a\n');
  await git(['clone', '--quiet', '--bare', '--filter=blob:none', remote, 'partial'], token);
  await expect(git(['clone', '--quiet', remote, 'no'], 'ghs_wrong')).rejects.toThrow(
    /Authentication failed|terminal prompts/,
  );
  const blind = await installationToken(github, { permissions: { issues: 'read' } });
  await expect(git(['clone', '--quiet', remote, 'no'], blind)).rejects.toThrow(/403/);
  await expect(git(['-C', 'clone', 'push', '--quiet', remote, 'HEAD:refs/heads/x'], token)).rejects.toThrow(/403/);
});
