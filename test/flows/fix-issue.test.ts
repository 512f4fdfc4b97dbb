import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type GoatOnGitHub, startGoatOnGitHub } from '../fakes/goat-on-github.ts';
import { call, createFile, edit, finish, notShown, type Turn, text } from '../fakes/script.ts';
import type { RepositoryHandle } from '../github-server/repository-handle.ts';
import {
  attempt,
  fixAtOnce,
  fixAtSecond,
  issueIsShown,
  repositoryWithoutWorkflow,
  smallRepository,
} from './small-repository.ts';

/** The scripts of these tests, each by the title of the issue that it belongs to. */
const scripts = {
  'asked by a comment': fixAtSecond,
  'asked by a label': fixAtOnce,
  'never green': [
    issueIsShown,
    ...attempt('a - b', 'a * b'),
    ...attempt('a * b', 'a / b'),
    ...attempt('a / b', 'b - a'),
  ],
  'asked twice': fixAtOnce,
  'asked again while it runs': fixAtOnce,
  'lost replies': fixAtOnce,
  'lost webhook': fixAtOnce,
  'forbidden edits': [
    issueIsShown,
    [
      createFile('../outside.js', 'x'),
      createFile('.github/workflows/evil.yml', 'on: push'),
      createFile('.git/hooks/pre-commit', 'x'),
      edit('src/add.js', 'return a - b;', 'return ((a + b);'),
    ],
    { expect: ['outside', 'workflows', '.git'], reply: attempt('a - b', 'a + b')[0] },
  ],
  'nothing to do': [
    [notShown('Nothing is wrong.')],
    [finish('It works as intended.', 'Nothing')],
    [finish('It works as intended.', 'Nothing')],
  ],
  'costs too much': [
    { reply: [call('list_files', {})], usage: { input_tokens: 150_000, output_tokens: 100_000 } },
    [text('never asked')],
  ],
  'stopped in the middle': fixAtOnce,
  'turned away': [[text('never asked')]],
  'no workflow': [[text('never asked')]],
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

/** A repository of the test's own with an issue of this title. */
async function issueTitled(title: keyof typeof scripts, files?: Record<string, string>) {
  const repository = await world.createRepository(files ?? (await smallRepository()), title.replaceAll(' ', '-'));
  const { number } = await repository.openIssue('alice', { title, body: 'add(1, 2) should be 3.' });
  return { repository, number };
}

async function fix(repository: RepositoryHandle, number: number, body = '/goat fix') {
  const comment = await repository.comment('alice', number, body);
  return { comment, outcome: await world.outcome(repository, number) };
}

function botComments(repository: RepositoryHandle, number: number) {
  return repository.comments(number).filter(({ user }) => user.login === 'goat[bot]');
}

/** Each runs its repository's tests for real, all of them at once. */
describe.concurrent('/goat fix', { timeout: 600_000 }, () => {
  test('becomes a tested pull request: a commit an iteration, verified, and one comment that ends', async () => {
    const { repository, number } = await issueTitled('asked by a comment');
    const { comment, outcome } = await fix(repository, number, 'Please do.\n\n/goat fix look at the operator');
    expect(outcome).toMatchObject({ kind: 'fixed' });

    const [pull] = repository.pulls.values();
    expect(pull).toMatchObject({ head: `goat/issue-${number}-asked-by-a-comment`, draft: false });
    expect(pull?.issue.body).toContain(`Closes #${number}.`);
    expect(pull?.issue.body.match(/<details>/g)).toHaveLength(2);

    const commits = await repository.commits(pull?.head ?? '');
    expect(commits.map(({ message }) => message.split('\n')[0])).toEqual([
      'Return a + b',
      'Return a * b',
      expect.anything(),
    ]);
    expect(commits[0]?.message).toMatch(/^Goat-Task: [0-9A-Z]{26}$/m);
    expect(repository.runs.map(({ conclusion }) => conclusion)).toEqual(['failure', 'failure', 'success']);
    expect(repository.runs[2]?.commit.sha).toBe(pull?.headSha);
    expect(await repository.read('main', 'src/add.js')).toContain('a - b');

    const comments = botComments(repository, number);
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain('Fixed');
    expect(comments[0]?.history.length).toBeGreaterThan(3);
    expect(comment.reactions.map(({ content }) => content)).toEqual(['eyes']);
    expect(JSON.stringify(world.model.requests)).toContain('look at the operator');
  });

  test('is asked for by the label as well', async () => {
    const { repository, number } = await issueTitled('asked by a label');
    await repository.label('alice', number, 'bug');
    await repository.label('alice', number, 'goat');
    expect(await world.outcome(repository, number)).toMatchObject({ kind: 'fixed' });
    expect(repository.issues.get(number)?.reactions.map(({ content }) => content)).toEqual(['eyes']);
  });

  test('that is still red at the limit ends as a draft that says so', async () => {
    const { repository, number } = await issueTitled('never green');
    const { outcome } = await fix(repository, number);
    expect(outcome).toMatchObject({ kind: 'tests still failing' });
    const [pull] = repository.pulls.values();
    expect(pull).toMatchObject({ draft: true });
    expect(pull?.issue.body).toContain('This is not a fix yet');
    expect(botComments(repository, number)[0]?.body).toContain('Not fixed: tests still fail');
  });

  test('FAULT 5: delivered twice is one task', async () => {
    const { repository, number } = await issueTitled('asked twice');
    world.github.injectWebhookFault({ event: 'issue_comment', fault: 'duplicate' });
    await fix(repository, number);
    const delivery = world.github.deliveries.findLast(({ event }) => event === 'issue_comment');
    await world.github.redeliver(delivery?.id ?? 0);
    await world.outcome(repository, number);
    expect(await world.goat.store.ofIssue(`github:${repository.id}`, number)).toHaveLength(1);
    expect(repository.pulls.size).toBe(1);
    expect(botComments(repository, number)).toHaveLength(1);
  });

  test('that is asked for again while it runs is one pull request', async () => {
    const { repository, number } = await issueTitled('asked again while it runs');
    await repository.comment('alice', number, '/goat fix');
    expect((await fix(repository, number)).outcome).toMatchObject({
      kind: 'declined',
      reason: expect.stringContaining('fixed this issue while this one waited'),
    });
    expect(repository.pulls.size).toBe(1);
    // The second task has neither a run of its own nor a baseline to pay for.
    expect(repository.runs).toHaveLength(2);
  });

  test('FAULT 16: whose writes lose their replies makes no second comment, commit, run or pull request', async () => {
    const { repository, number } = await issueTitled('lost replies');
    const api = `/repos/corner/${repository.name}`;
    for (const path of ['issues/*/comments', 'git/refs', 'git/commits', 'actions/workflows/*/dispatches', 'pulls']) {
      world.github.injectFault({ method: 'POST', path: `${api}/${path}`, fault: { kind: 'lose reply' } });
    }
    world.github.injectFault({ method: 'PATCH', path: `${api}/git/refs/**`, fault: { kind: 'lose reply' } });
    const { outcome } = await fix(repository, number);
    expect(outcome).toMatchObject({ kind: 'fixed' });
    expect(botComments(repository, number)).toHaveLength(1);
    expect(repository.runs).toHaveLength(2);
    expect(repository.pulls.size).toBe(1);
    expect(await repository.commits(`goat/issue-${number}-lost-replies`)).toHaveLength(2);
    expect(Object.keys(await repository.branches())).toHaveLength(2);
  });

  test('FAULT 28: whose run ends without a webhook is found by polling', async () => {
    const { repository, number } = await issueTitled('lost webhook');
    world.github.injectWebhookFault({ event: 'workflow_run', action: 'completed', fault: 'drop' });
    expect((await fix(repository, number)).outcome).toMatchObject({ kind: 'fixed' });
  });

  test('FAULTS 46, 52, 54: edits that may not be made are refused, and the model is told', async () => {
    const { repository, number } = await issueTitled('forbidden edits');
    expect((await fix(repository, number)).outcome).toMatchObject({ kind: 'fixed' });
    const head = `goat/issue-${number}-forbidden-edits`;
    expect(await repository.read(head, '.github/workflows/evil.yml')).toBeUndefined();
    expect(await repository.read(head, 'src/add.js')).toContain('return a + b;');
  });

  test('for which there is nothing to change says so and leaves no branch', async () => {
    const { repository, number } = await issueTitled('nothing to do');
    const { outcome } = await fix(repository, number);
    expect(outcome).toMatchObject({ kind: 'declined', reason: expect.stringContaining('It works as intended.') });
    expect(Object.keys(await repository.branches())).toEqual(['main']);
  });

  test('FAULT 47: whose budget is spent asks the model no more, and says what it cost', async () => {
    const { repository, number } = await issueTitled('costs too much');
    const { outcome } = await fix(repository, number);
    expect(outcome).toMatchObject({ kind: 'budget exceeded', reason: expect.stringContaining('200,000') });
    expect(botComments(repository, number)[0]?.body).toMatch(/\| no commit \| 1 \| 15\d,\d{3} \| .*\$\d.* \| \d+ \|$/m);
  });

  test('stops within seconds of /goat stop, with its run in Actions, and says how far it came', async () => {
    const files = await smallRepository();
    const slow = "import { setTimeout } from 'node:timers/promises';\nawait setTimeout(100_000);\n";
    const { repository, number } = await issueTitled('stopped in the middle', { ...files, 'test/slow.test.js': slow });
    await repository.comment('alice', number, '/goat fix');
    await vi.waitUntil(() => repository.runs[0]?.status === 'in_progress', { timeout: 60_000 });
    await repository.comment('mallory', number, '/goat stop');
    await repository.comment('alice', number, '/goat stop');
    expect(await world.outcome(repository, number)).toMatchObject({ kind: 'stopped', reason: 'Stopped by @alice.' });
    expect(repository.runs[0]?.conclusion).toBe('cancelled');
    const [tracking, ...answers] = botComments(repository, number).map(({ body }) => body);
    expect(tracking).toContain('### Stopped');
    expect(answers).toEqual([expect.stringContaining('Stopping.')]);
  });

  test('FAULT 19: from a person who may not write, or cannot be looked up, does nothing that shows', async () => {
    const { repository, number } = await issueTitled('turned away');
    await repository.comment('mallory', number, '/goat fix');
    expect(await world.outcome(repository, number)).toMatchObject({ kind: 'not allowed' });
    const permission = `/repos/corner/${repository.name}/collaborators/*/permission`;
    world.github.injectFault({ method: 'GET', path: permission, fault: { kind: 'status', status: 500 }, times: 20 });
    const { comment, outcome } = await fix(repository, number);
    expect(outcome).toMatchObject({ kind: 'not allowed' });
    expect(botComments(repository, number)).toEqual([]);
    expect(comment.reactions).toEqual([]);
    expect(Object.keys(await repository.branches())).toEqual(['main']);
  });

  test('FAULT 32: without a workflow to test with says what to add, before a token is spent', async () => {
    const { repository, number } = await issueTitled('no workflow', repositoryWithoutWorkflow);
    const { outcome } = await fix(repository, number);
    expect(outcome).toMatchObject({ kind: 'declined', reason: expect.stringContaining('goat.yml') });
    expect(botComments(repository, number)[0]?.body).toContain('Not started');
  });
});
