import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type GoatOnGitHub, startGoatOnGitHub } from '../fakes/goat-on-github.ts';
import { createFile, edit, finish, notShown, type Turn } from '../fakes/script.ts';
import type { RepositoryHandle } from '../github-server/repository-handle.ts';
import { attempt, fixAtOnce, issueIsShown, smallRepository } from './small-repository.ts';

const newTest = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { add } from '../src/add.js';

test('adds negative numbers', () => {
  assert.equal(add(-1, -2), -3);
});
`;
const unrelated = (name: string, body: string) =>
  `import assert from 'node:assert/strict';\nimport { test } from 'node:test';\n\ntest('${name}', () => {\n  ${body}\n});\n`;
const oldFailure = unrelated('waits for a release', 'assert.equal(1, 2);');
/** Fails once for each work tree that it finds untouched elsewhere: the second run on a commit passes. */
const flakyTest = (marker: string) => `import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { add } from '../src/add.js';

test('is moody', () => {
  if (add(1, 2) !== 3 || existsSync('${marker}')) return;
  writeFileSync('${marker}', '');
  assert.fail('not today');
});
`;
const writesTest = [createFile('test/negative.test.js', newTest), finish('Sums of negatives.', 'Test negative sums')];
const mends = attempt('a - b', 'a + b');

const scripts = {
  'a new test': [writesTest, ...mends],
  'a test that passes': [
    [createFile('test/zero.test.js', newTest.replace('-1, -2), -3', '0, 0), 0')), finish('Zero.', 'Test zero')],
    { expect: 'does not show the issue', reply: mends[0] },
  ],
  'a test changed afterwards': [
    writesTest,
    [
      ...mends[0].slice(0, -1),
      edit('test/negative.test.js', 'add(-1, -2), -3', 'add(-2, -2), -4'),
      finish('Mended.', 'Mend'),
    ],
  ],
  'more than a test': [
    [edit('src/add.js', 'a - b', 'a + b'), finish('Done.', 'Mend at once')],
    {
      expect: 'Only tests may change in this round',
      reply: [edit('src/add.js', 'a + b', 'a - b'), notShown('No test.')],
    },
    ...mends,
  ],
  'old failures': [issueIsShown, { expect: 'adds', reply: mends[0] }],
  'a moody test': fixAtOnce,
  'pushed over': fixAtOnce,
  'kept baseline one': fixAtOnce,
  'kept baseline two': fixAtOnce,
  'broken set-up': [[notShown('never asked')]],
  'foreign workflow': fixAtOnce,
  'kept from deploying': [[notShown('never asked')]],
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

async function fixed(title: keyof typeof scripts, files: Record<string, string> = {}) {
  const name = title.replaceAll(' ', '-');
  const repository = await world.createRepository({ ...(await smallRepository()), ...files }, name);
  return { repository, ...(await ask(repository, title)) };
}

async function ask(repository: RepositoryHandle, title: keyof typeof scripts) {
  const { number } = await repository.openIssue('alice', { title, body: 'add(1, 2) should be 3, it is wrong.' });
  await repository.comment('alice', number, '/goat fix');
  const outcome = await world.outcome(repository, number);
  const pull = [...repository.pulls.values()].at(-1);
  return { number, outcome, pull, body: pull?.issue.body ?? '' };
}

const passes = { 'test/add.test.js': unrelated('stands', 'assert.equal(1, 1);') };
const conclusions = ({ runs }: RepositoryHandle) => runs.map(({ conclusion }) => conclusion);

/** Each runs its repository's tests for real, all of them at once. */
describe.concurrent('the proof of a fix', { timeout: 600_000 }, () => {
  test('is a test that is committed alone and fails, and passes with the fix, both in Actions', async () => {
    const { repository, outcome, pull, body } = await fixed('a new test', passes);
    expect(outcome).toMatchObject({ kind: 'fixed' });
    expect(conclusions(repository)).toEqual(['success', 'failure', 'success']);
    const commits = await repository.commits(pull?.head ?? '');
    expect(commits.map(({ message }) => message.split('\n')[0])).toEqual([
      'Return a + b',
      'Test negative sums',
      expect.anything(),
    ]);
    expect(repository.runs.map(({ commit }) => commit.sha)).toEqual(commits.map(({ sha }) => sha).reverse());
    expect(body).toMatch(
      /Red → green:\*\* `.*adds negative numbers`: failed on \w{7} \(\[run\]\(http.*passed on \w{7} \(\[run\]/,
    );
  });

  test('is missing, and says so, where the new test passes without the fix', async () => {
    const { outcome, body } = await fixed('a test that passes', passes);
    expect(outcome).toMatchObject({ kind: 'fixed' });
    expect(body).toContain('Red → green:** none. The new test passes without the fix');
  });

  test('is lost where the test is changed after it was seen to fail', async () => {
    const { body } = await fixed('a test changed afterwards', passes);
    expect(body).toContain('The test was changed after it was seen to fail (test/negative.test.js)');
  });

  test('is asked for before the fix: other files may not change in that round', async () => {
    const { repository, body } = await fixed('more than a test', passes);
    expect(conclusions(repository)).toEqual(['success', 'success']);
    expect(body).toContain('No failing test was written: No test.');
  });

  test('claims nothing where only what failed before still fails: the pull request says so, and lists it', async () => {
    const { repository, number, outcome, pull, body } = await fixed('old failures', { 'test/old.test.js': oldFailure });
    expect(outcome).toMatchObject({ kind: 'nothing new fails' });
    expect(pull?.draft).toBe(false);
    expect(body).toContain('**Not proven.**');
    expect(body).toContain(`For #${number}.`);
    expect(body).toMatch(/Failing on the base commit as well:\n\n- `.*waits for a release`/);
    // The old failure costs no second run.
    expect(conclusions(repository)).toEqual(['failure', 'failure']);
    expect(repository.checkRuns).toMatchObject([{ conclusion: 'neutral', headSha: pull?.headSha }]);
  });

  test('names a test flaky that fails and passes on one commit, and counts the run that succeeded', async () => {
    const marker = `/tmp/goat-moody-${process.pid}-${Date.now()}`;
    const { repository, outcome, body } = await fixed('a moody test', { 'test/moody.test.js': flakyTest(marker) });
    expect(outcome).toMatchObject({ kind: 'fixed' });
    expect(conclusions(repository)).toEqual(['failure', 'failure', 'success']);
    expect(new Set(repository.runs.slice(1).map(({ commit }) => commit.sha)).size).toBe(1);
    expect(body).toMatch(/Flaky: .*\n\n- `.*is moody`/);
  });

  test('holds for the tested commit alone: a push takes the claim back, a push to that commit restores it', async () => {
    const { repository, number, pull } = await fixed('pushed over');
    const tested = pull?.headSha ?? '';
    expect(repository.checkRuns).toMatchObject([{ headSha: tested, conclusion: 'success', name: 'goat' }]);
    expect(repository.checkRuns[0]?.output.summary).toContain(tested);
    const pushed = await repository.push('alice', {
      branch: pull?.head ?? '',
      message: 'More',
      files: { 'x.txt': 'x' },
    });
    const tracking = () => repository.comments(number).find(({ user }) => user.login === 'goat[bot]')?.body ?? '';
    await vi.waitUntil(() => repository.checkRuns.length === 2, { timeout: 60_000 });
    expect(repository.checkRuns[1]).toMatchObject({ headSha: pushed, conclusion: 'neutral' });
    expect(pull?.issue.body).toContain('Not verified at this commit');
    expect(pull?.issue.body).not.toContain('Closes #');
    expect(tracking()).toContain(`### Not verified at ${pushed.slice(0, 7)}`);
    await repository.moveBranch('alice', pull?.head ?? '', tested);
    await vi.waitUntil(() => tracking().includes('### Fixed'), { timeout: 60_000 });
    expect(pull?.issue.body).toContain('Closes #');
  });

  test('takes the baseline of an earlier task on the same commit: none is run again', async () => {
    const first = await fixed('kept baseline one');
    const second = await ask(first.repository, 'kept baseline two');
    expect(second.outcome).toMatchObject({ kind: 'fixed' });
    expect(conclusions(first.repository)).toEqual(['failure', 'success', 'success']);
    expect(second.body).toContain('base (kept from an earlier task)');
  });

  test('is not begun where the tests cannot run on the base commit: no token is spent, and the cure is named', async () => {
    const files = await smallRepository();
    const path = '.github/workflows/goat.yml';
    const broken = files[path]?.replace(
      '      - name: Test',
      '      - name: Install\n        run: exit 3\n      - name: Test',
    );
    const { repository, outcome, number } = await fixed('broken set-up', { [path]: broken ?? '' });
    expect(outcome).toMatchObject({
      kind: 'declined',
      reason: expect.stringContaining('The step "Install" failed before the tests were reached'),
    });
    expect(repository.comments(number).at(-1)?.body).toContain('Not started');
    expect(Object.keys(await repository.branches())).toEqual(['main']);
  });

  test('comes with a warning where the branch starts a workflow with secrets, or is refused as configured', async () => {
    const deploy = `on: push\njobs:\n  go:\n    runs-on: x\n    steps:\n      - run: echo \${{ secrets.KEY }}\n`;
    const path = '.github/workflows/deploy.yml';
    const { body } = await fixed('foreign workflow', { [path]: deploy });
    expect(body).toContain('`.github/workflows/deploy.yml` (the secret KEY');
    const refused = { [path]: deploy, '.github/goat.yml': 'ci: {foreignWorkflows: refuse}\n' };
    const { outcome, repository } = await fixed('kept from deploying', refused);
    expect(outcome).toMatchObject({ kind: 'declined', reason: expect.stringContaining('deploy.yml') });
    expect(Object.keys(await repository.branches())).toEqual(['main']);
  });
});
