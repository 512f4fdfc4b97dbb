import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { workflowPath } from '../../src/ci/workflow-file.ts';
import { type GoatOnGitHub, startGoatOnGitHub } from '../fakes/goat-on-github.ts';
import { type Turn, text } from '../fakes/script.ts';
import { fixAtOnce, fixAtSecond, repositoryWithoutWorkflow, smallRepository } from './small-repository.ts';

const scripts = {
  'from set-up to fix': fixAtOnce,
  'a workflow of its own': [[text('never asked')]],
  'nothing to detect': [[text('never asked')]],
  'asked for again': [[text('never asked')]],
  'no commit at all': [[text('never asked')]],
  'turned away': [[text('never asked')]],
  'set up already': [[text('never asked')]],
  'a label of its own': fixAtOnce,
  'a lower limit': fixAtSecond,
  'a mistake in the file': [[text('never asked')]],
  'another workflow file': fixAtOnce,
} satisfies Record<string, readonly Turn[]>;

let world: GoatOnGitHub;
beforeAll(async () => {
  world = await startGoatOnGitHub(scripts);
});
afterAll(async () => {
  expect(world.github.contractViolations).toEqual([]);
  expect(world.model.failures).toEqual([]);
  await world.close();
});

async function issueTitled(title: keyof typeof scripts, files: Record<string, string>) {
  const repository = await world.createRepository(files, title.replaceAll(' ', '-'));
  const { number } = await repository.openIssue('alice', { title, body: 'add(1, 2) should be 3.' });
  const ask = async (body: string, login = 'alice') => {
    await repository.comment(login, number, body);
    return world.outcome(repository, number);
  };
  const botComments = () => repository.comments(number).filter(({ user }) => user.login === 'goat[bot]');
  return { repository, number, ask, botComments };
}

describe.concurrent('/goat setup', { timeout: 600_000 }, () => {
  test('proposes a workflow that, once merged, tests a fix for real', async () => {
    const { repository, number, ask, botComments } = await issueTitled('from set-up to fix', repositoryWithoutWorkflow);
    expect(await ask('/goat setup')).toMatchObject({ kind: 'proposed' });
    const [pull] = repository.pulls.values();
    expect(pull).toMatchObject({ head: 'goat/setup', draft: false });
    expect(pull?.issue.body).toContain('which runs node --test');
    expect(pull?.issue.body).toContain('Please check');
    expect(await repository.read('main', workflowPath)).toBeUndefined();
    expect(Object.keys(await repository.branches()).sort()).toEqual(['goat/setup', 'main']);
    const [comment, ...others] = botComments();
    expect(others).toEqual([]);
    expect(comment?.body).toContain(`Pull request: #${pull?.issue.number}`);

    await repository.closePull('alice', pull?.issue.number ?? 0, { merge: true });
    expect(await ask('/goat fix')).toMatchObject({ kind: 'fixed' });
    expect(repository.runs).toHaveLength(2);
    expect(repository.runs[1]?.artifacts.map(({ name }) => name)).toEqual(['goat-results']);
    expect([...repository.pulls.values()].at(-1)?.issue.body).toContain('tests passed: 1 of 1');
    expect(number).toBeGreaterThan(0);
  });

  test('names workflows that see secrets, and keeps them off when asked to', async () => {
    const own = `# ours\non: push\npermissions: {contents: read}\njobs:\n  a:\n    runs-on: x\n    steps: [{run: "echo \${{ secrets.KEY }}"}]\n`;
    const { repository, ask } = await issueTitled('a workflow of its own', {
      ...repositoryWithoutWorkflow,
      '.github/workflows/ci.yml': own,
    });
    await ask('/goat setup');
    const [pull] = repository.pulls.values();
    expect(pull?.issue.body).toContain('the secret KEY');
    expect(await ask('/goat setup --guard-workflows')).toMatchObject({
      reason: expect.stringContaining('keeps 1 of your workflows off'),
    });
    expect(pull?.issue.body).toContain('This pull request keeps its `push` off them.');
    const guarded = await repository.read('goat/setup', '.github/workflows/ci.yml');
    expect(guarded?.startsWith('# ours\non:\n  push:\n')).toBe(true);
    expect(parse(guarded ?? '').on).toEqual({ push: { 'branches-ignore': ['goat/**'] } });

    await repository.push('alice', {
      branch: 'main',
      message: 'Move on',
      files: { 'notes.txt': 'x', '.nvmrc': '24\n' },
    });
    expect(await ask('/goat setup')).toMatchObject({ reason: expect.stringContaining('is brought up to date') });
    expect(await repository.read('goat/setup', 'notes.txt')).toBe('x');
    expect(await repository.read('goat/setup', '.github/workflows/ci.yml')).toBe(guarded);
    const [head] = await repository.commits('goat/setup');
    expect(head?.parents).toHaveLength(2);
    expect(repository.pulls.size).toBe(1);
  });

  test('FAULT 25: finds the pull request that it made before, and opens another only when that is closed', async () => {
    const { repository, ask } = await issueTitled('asked for again', repositoryWithoutWorkflow);
    await ask('/goat setup');
    const [head] = await repository.commits('goat/setup');
    const again = await ask('/goat setup');
    expect(again).toMatchObject({ kind: 'proposed', reason: expect.stringContaining('proposes what would be') });
    expect(await repository.commits('goat/setup')).toContainEqual(head);

    const edited = { [workflowPath]: '# edited\n' };
    const theirs = await repository.push('alice', { branch: 'goat/setup', message: 'Mine', files: edited });
    expect(await ask('/goat setup')).toMatchObject({ reason: expect.stringContaining('holds commits of others') });
    expect((await repository.branches())['goat/setup']).toBe(theirs);
    expect(repository.pulls.size).toBe(1);

    await repository.closePull('alice', [...repository.pulls.keys()][0] ?? 0);
    await ask('/goat setup');
    expect(await ask('/goat setup')).toMatchObject({ reason: expect.stringContaining('proposes what would be') });
    expect([...repository.pulls.values()].map(({ head: branch }) => branch)).toEqual(['goat/setup', 'goat/setup-2']);
  });

  test('FAULT 24: of an empty repository ends in a sentence with the next step', async () => {
    const { ask, botComments } = await issueTitled('no commit at all', {});
    expect(await ask('/goat setup')).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('no commit yet'),
    });
    expect(botComments()[0]?.body).toContain('Push a first one');
  });

  test('says what to write where nothing tells how the tests run, and leaves no branch', async () => {
    const { repository, ask, botComments } = await issueTitled('nothing to detect', { 'README.md': '# Notes\n' });
    expect(await ask('/goat setup')).toMatchObject({ kind: 'declined' });
    expect(botComments()[0]?.body).toContain('persist-credentials: false');
    expect(Object.keys(await repository.branches())).toEqual(['main']);
  });

  test('FAULT 19: from a person who may not write does nothing that shows', async () => {
    const { repository, ask, botComments } = await issueTitled('turned away', repositoryWithoutWorkflow);
    expect(await ask('/goat setup', 'mallory')).toMatchObject({ kind: 'not allowed' });
    expect(botComments()).toEqual([]);
    expect(Object.keys(await repository.branches())).toEqual(['main']);
  });

  test('says so where all is there already', async () => {
    const { repository, ask } = await issueTitled('set up already', repositoryWithoutWorkflow);
    await ask('/goat setup');
    await repository.closePull('alice', [...repository.pulls.keys()][0] ?? 0, { merge: true });
    expect(await ask('/goat setup')).toMatchObject({
      kind: 'answered',
      reason: expect.stringContaining('as it would be'),
    });
    expect(repository.pulls.size).toBe(1);
  });
});

describe.concurrent('.github/goat.yml', { timeout: 600_000 }, () => {
  const configured = async (text: string) => ({ ...(await smallRepository()), '.github/goat.yml': text });

  test('names the labels that ask for a fix, and others do nothing that shows', async () => {
    const { repository, number, botComments } = await issueTitled(
      'a label of its own',
      await configured('labels: [Mend it]\n'),
    );
    await repository.label('alice', number, 'goat');
    await repository.label('alice', number, 'mend it');
    expect(await world.outcome(repository, number)).toMatchObject({ kind: 'fixed' });
    expect(botComments()).toHaveLength(1);
    expect(await world.goat.store.ofIssue(`github:${repository.id}`, number)).toHaveLength(1);
  });

  test('lowers limits, and raises none', async () => {
    const { repository, ask } = await issueTitled(
      'a lower limit',
      await configured('limits: {iterations: 2, tokens: 999999999}\n'),
    );
    expect(await ask('/goat fix')).toMatchObject({ kind: 'fixed' });
    // The base, and both iterations.
    expect(repository.runs).toHaveLength(3);
  });

  test('with a mistake stops a fix before a token is spent, in a sentence', async () => {
    const { ask, botComments } = await issueTitled(
      'a mistake in the file',
      await configured('limit: {iterations: 2}\n'),
    );
    expect(await ask('/goat fix')).toMatchObject({
      kind: 'declined',
      reason: '`.github/goat.yml` has a mistake: limit is not a key: did you mean limits?',
    });
    expect(botComments()[0]?.body).toContain('Not started');
  });

  test('names the workflow that runs the tests', async () => {
    const { [workflowPath]: workflow = '', ...files } = await smallRepository();
    const { repository, ask } = await issueTitled('another workflow file', {
      ...files,
      '.github/workflows/tests-for-goat.yaml': workflow,
      '.github/goat.yml': 'test: {workflow: tests-for-goat.yaml}\n',
    });
    expect(await ask('/goat fix')).toMatchObject({ kind: 'fixed' });
    expect(repository.runs[0]?.workflow.path).toBe('.github/workflows/tests-for-goat.yaml');
  });
});
