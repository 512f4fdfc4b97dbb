import { pino } from 'pino';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGitHubPublisher } from '../../../src/adapters/github/github-publisher.ts';
import { createInstallationClient } from '../../../src/adapters/github/installation-client.ts';
import type { Publisher } from '../../../src/publish/publisher.ts';
import { type GitHubServer, startGitHubServer } from '../../github-server/start-github-server.ts';
import { appClient } from '../../github-server/test-client.ts';

/** The permissions of app.yml. */
const permissions = {
  metadata: 'read',
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  actions: 'write',
  checks: 'write',
} as const;

type Repository = Awaited<ReturnType<GitHubServer['createRepository']>>;

let github: GitHubServer;
let repository: Repository;
beforeAll(async () => {
  github = await startGitHubServer({ permissions });
  repository = await github.createRepository({
    owner: 'octo',
    name: 'calculator',
    files: { 'add.js': 'wrong', 'old.txt': 'old', 'run.sh': 'true' },
    collaborators: { mona: 'maintain', guest: 'triage' },
  });
});
afterAll(() => github.close());

interface Task {
  readonly taskId: string;
  readonly issueNumber: number;
  readonly publisher: Publisher;
  /** A publisher of the same task in a process that was started anew. */
  restart(): Publisher;
}

async function startTask(on: Repository = repository): Promise<Task> {
  const taskId = ulid();
  const { id, owner, name, defaultBranch } = on;
  const issue = await on.openIssue('mona', { title: 'Sum is wrong', body: 'add(1, 2) is 4' });
  const comment = await on.comment('mona', issue.number, '/goat fix');
  const { data: installation } = await appClient(github).rest.apps.getRepoInstallation({ owner, repo: name });
  const target = { host: 'github', id, owner, name, defaultBranch, installationId: installation.id } as const;
  const log = pino({ level: 'silent' });
  const app = {
    appId: github.app.id,
    privateKey: github.app.privateKey,
    apiUrl: github.url,
    log,
    plugins: { throttle: { enabled: false }, retry: { retryAfterBaseValue: 1 } },
  };
  const restart = () =>
    createGitHubPublisher({
      client: createInstallationClient(app, target),
      repository: target,
      issueNumber: issue.number,
      taskId,
      commentId: comment.id,
      log,
    });
  return { taskId, issueNumber: issue.number, publisher: restart(), restart };
}

describe('on a GitHub that answers as GitHub does', () => {
  test('a check is one for each commit and task: a later word replaces the earlier one, also after a lost reply', async () => {
    const { publisher, restart } = await startTask();
    const sha = (await repository.commits('main'))[0]?.sha ?? '';
    const check = { sha, conclusion: 'neutral', title: 'Working', summary: 'x'.repeat(70_000), url: null } as const;
    const before = repository.checkRuns.length;
    const path = '/repos/octo/calculator/check-runs';
    github.injectFault({ method: 'POST', path, fault: { kind: 'lose reply' } });
    await publisher.writeCheck(check);
    await restart().writeCheck({ ...check, conclusion: 'success', title: 'Fixed', url: 'https://example.com/run/1' });
    expect(repository.checkRuns.slice(before)).toMatchObject([
      { headSha: sha, conclusion: 'success', output: { title: 'Fixed' }, detailsUrl: 'https://example.com/run/1' },
    ]);
    expect(repository.checkRuns.at(-1)?.output.summary).toHaveLength(65_535);
  });

  test('an App that was not given checks goes on without them', async () => {
    const { publisher } = await startTask();
    github.injectFault({
      method: 'GET',
      path: '/repos/octo/calculator/commits/*/check-runs',
      fault: { kind: 'status', status: 403 },
    });
    const sha = (await repository.commits('main'))[0]?.sha ?? '';
    const before = repository.checkRuns.length;
    await publisher.writeCheck({ sha, conclusion: 'neutral', title: 't', summary: 's', url: null });
    expect(repository.checkRuns).toHaveLength(before);
  });

  test('a draft becomes ready with a new description, and a draft again', async () => {
    const { publisher } = await startTask();
    await repository.push('mona', { branch: 'goat/draft', message: 'x', files: { 'draft.txt': 'x' } });
    const opened = await publisher.openPullRequest({
      branch: 'goat/draft',
      base: 'main',
      title: 't',
      body: 'one',
      draft: true,
    });
    if (opened === null) expect.fail('There is no pull request.');
    const ready = await publisher.updatePullRequest(opened, { body: 'two', draft: false });
    expect(ready).toEqual({ ...opened, draft: false });
    const pull = repository.pulls.get(opened.number);
    expect([pull?.draft, pull?.issue.body]).toEqual([false, 'two']);
    await publisher.updatePullRequest(ready, { body: 'two', draft: true });
    expect(pull?.draft).toBe(true);
  });

  test('a fix is published from the permission to the pull request', async () => {
    const { publisher, taskId, issueNumber } = await startTask();
    expect(await publisher.mayWrite('mona')).toBe(true);
    expect(await publisher.mayWrite('guest')).toBe(false);
    expect(await publisher.mayWrite('nobody')).toBe(false);
    await publisher.acknowledge();
    const url = await publisher.writeTrackingComment('### Working');
    expect(await publisher.writeTrackingComment('### Done')).toBe(url);
    expect(repository.comments(issueNumber).map(({ body }) => body)).toEqual([
      '/goat fix',
      `<!-- goat:task=${taskId} -->\n### Done`,
    ]);

    const base = await publisher.resolveBase();
    const branch = await publisher.createBranch('goat/issue-1-sum', base.sha);
    const commit = await publisher.commit({
      branch,
      parent: base.sha,
      message: `Add right\n\nGoat-Task: ${taskId}`,
      changes: [
        { path: 'add.js', mode: '100644', before: Buffer.from('wrong'), after: Buffer.from('right') },
        { path: 'src/run.sh', mode: '100755', before: null, after: Buffer.from('true\n') },
        { path: 'old.txt', mode: '100644', before: Buffer.from('old'), after: null },
      ],
    });
    expect(commit).toMatchObject({ verified: true, url: expect.stringContaining(commit.sha) });
    expect((await repository.commits(branch))[0]?.sha).toBe(commit.sha);
    expect(await repository.read(branch, 'add.js')).toBe('right');
    expect(await repository.read(branch, 'old.txt')).toBeUndefined();

    const draft = { branch, base: base.branch, title: 'Add right', body: 'Because', draft: true };
    const pull = await publisher.openPullRequest(draft);
    expect(pull).toMatchObject({ draft: true });
    expect(await publisher.openPullRequest(draft)).toEqual(pull);
    expect(github.contractViolations).toEqual([]);
  });

  test('FAULT 25: an open pull request of ours is found by the name of its branch, and one of a person is not', async () => {
    const { publisher, taskId } = await startTask();
    const base = await publisher.resolveBase();
    const find = () => publisher.findProposal('goat/setup', base.branch);
    expect(await find()).toBeNull();
    for (const branch of ['goat/setup', 'goat/setup-else']) {
      await repository.push('mona', { branch, message: 'Mine', files: { [branch]: 'mine' } });
      await repository.openPull('mona', { title: 'Mine', head: branch });
    }
    expect(await find()).toBeNull();

    const branch = await publisher.createBranch('goat/setup', base.sha);
    const changes = [{ path: 'new.txt', mode: '100644', before: null, after: Buffer.from('new') }] as const;
    const request = { branch, parent: base.sha, message: `Set up\n\nGoat-Task: ${taskId}`, changes };
    const { sha } = await publisher.commit(request);
    const draft = { branch, base: base.branch, title: 'Set up', body: '', draft: false };
    const pullRequest = await publisher.openPullRequest(draft);
    const expected = { pullRequest, branch: 'goat/setup-2', head: sha, mergeBase: base.sha, isOurs: true };
    expect(await find()).toEqual(expected);

    const head = await repository.push('mona', { branch, message: 'More', files: { 'new.txt': 'newer' } });
    expect(await find()).toEqual({ ...expected, head, isOurs: false });
  });

  test('a commit may merge the base branch and take its files for all that it does not change', async () => {
    const own = await github.createRepository({ owner: 'octo', name: 'behind', files: { 'add.js': 'x' } });
    const { publisher, taskId } = await startTask(own);
    const base = await publisher.resolveBase();
    const branch = await publisher.createBranch('goat/behind', base.sha);
    const message = `Set up\n\nGoat-Task: ${taskId}`;
    const write = (path: string) => [{ path, mode: '100644', before: null, after: Buffer.from(path) }] as const;
    const { sha: parent } = await publisher.commit({ branch, parent: base.sha, message, changes: write('left.txt') });
    const merged = await own.push('mona', { branch: 'main', message: 'Go on', files: { 'on.txt': 'on' } });
    const request = { branch, parent, merged, over: merged, message, changes: write('kept.txt') };
    const { sha } = await publisher.commit(request);
    expect((await own.commits(branch))[0]).toMatchObject({ sha, parents: [parent, merged] });
    expect(await own.read(branch, 'on.txt')).toBe('on');
    expect(await own.read(branch, 'kept.txt')).toBe('kept.txt');
    expect(await own.read(branch, 'left.txt')).toBeUndefined();
  });

  test('FAULT 16: every write whose answer is lost is there once', async () => {
    const { publisher, restart, taskId, issueNumber } = await startTask();
    const lose = (method: string, path: string) =>
      github.injectFault({ method, path: `/repos/octo/calculator/${path}`, fault: { kind: 'lose reply' } });
    lose('POST', 'issues/*/comments');
    await publisher.writeTrackingComment('one');
    await restart().writeTrackingComment('two');
    expect(repository.comments(issueNumber)).toHaveLength(2);

    const base = await publisher.resolveBase();
    lose('POST', 'git/refs');
    const branch = await publisher.createBranch('goat/issue-2-sum', base.sha);
    expect(branch).toBe('goat/issue-2-sum');
    const changes = [{ path: 'add.js', mode: '100644', before: null, after: Buffer.from('right') }] as const;
    const request = { branch, parent: base.sha, message: `Add\n\nGoat-Task: ${taskId}`, changes };
    lose('PATCH', 'git/refs/**');
    const commit = await publisher.commit(request);
    expect(await restart().commit(request)).toEqual(commit);
    expect(await repository.commits(branch)).toHaveLength(2);

    lose('POST', 'pulls');
    const before = repository.pulls.size;
    await publisher.openPullRequest({ branch, base: 'main', title: 'Add', body: '', draft: false });
    expect(repository.pulls.size).toBe(before + 1);
  });

  test('FAULT 23: a commit of a person on the branch stays where it is', async () => {
    const { publisher, taskId } = await startTask();
    const base = await publisher.resolveBase();
    const branch = await publisher.createBranch('goat/issue-3-sum', base.sha);
    const theirs = await repository.push('mona', { branch, message: 'Mine', files: { 'add.js': 'mine' } });
    const changes = [{ path: 'add.js', mode: '100644', before: null, after: Buffer.from('right') }] as const;
    const request = { branch, parent: base.sha, message: `Add\n\nGoat-Task: ${taskId}`, changes };
    await expect(publisher.commit(request)).rejects.toThrow('Someone else has changed the branch');
    expect((await repository.branches())[branch]).toBe(theirs);
    await publisher.removeBranch(branch, base.sha);
    expect((await repository.branches())[branch]).toBe(theirs);
    expect(await publisher.createBranch(branch, base.sha)).toBe(`${branch}-2`);
    await publisher.removeBranch(`${branch}-2`, base.sha);
    expect(await repository.branches()).not.toHaveProperty(`${branch}-2`);
  });

  test('FAULT 15: a token that ends in the middle of a task is replaced', async () => {
    const { publisher } = await startTask();
    await publisher.resolveBase();
    github.expireTokens();
    expect(await publisher.resolveBase()).toMatchObject({ branch: 'main' });
  });

  test('FAULT 24: an empty repository is refused in a sentence', async () => {
    const empty = await github.createRepository({ owner: 'octo', name: 'empty', files: {} });
    const { publisher } = await startTask(empty);
    await expect(publisher.resolveBase()).rejects.toThrow('The branch main of octo/empty has no commit yet.');
  });

  test('FAULT 18: an App that was removed ends the task in a sentence', async () => {
    const other = await github.createRepository({ owner: 'hexa', name: 'calculator', files: { 'a.js': '' } });
    const { publisher } = await startTask(other);
    github.uninstall('hexa');
    expect(await publisher.mayWrite('mona')).toBe(false);
    await expect(publisher.resolveBase()).rejects.toThrow(/The App is not installed on this repository any more/);
  });
});
