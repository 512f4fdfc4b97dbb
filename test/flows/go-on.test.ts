import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type GoatOnGitHub, startGoatOnGitHub } from '../fakes/goat-on-github.ts';
import { edit, finish, type Turn } from '../fakes/script.ts';
import type { RepositoryHandle } from '../github-server/repository-handle.ts';
import { attempt, fixAtOnce, issueIsShown, smallRepository } from './small-repository.ts';

const skipped =
  "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\n\ntest('holds', () => {\n  assert.equal(1, 1);\n});\n";
const mends = attempt('a - b', 'a + b')[0];

const scripts = {
  'skips a test': [
    issueIsShown,
    [...mends.slice(0, -1), edit('test/more.test.js', "test('holds'", "test.skip('holds'"), finish('Mended.', 'Mend')],
    { expect: ['test/more.test.js', 'Take it back'], reply: [finish('It has to be skipped.', 'Mend')] },
  ],
  'takes it back': [
    issueIsShown,
    [...mends.slice(0, -1), edit('test/more.test.js', "test('holds'", "test.skip('holds'"), finish('Mended.', 'Mend')],
    { expect: 'Take it back', reply: [edit('test/more.test.js', 'test.skip', 'test'), finish('Mended.', 'Mend')] },
  ],
  'stopped and resumed': fixAtOnce,
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

async function begin(title: keyof typeof scripts, files: Record<string, string> = {}) {
  const repository = await world.createRepository(
    { ...(await smallRepository()), ...files },
    title.replaceAll(' ', '-'),
  );
  const { number } = await repository.openIssue('alice', { title, body: 'add(1, 2) should be 3, it is wrong.' });
  await repository.comment('alice', number, '/goat fix');
  return { repository, number };
}

const tracking = (repository: RepositoryHandle, number: number) =>
  repository.comments(number).find(({ user }) => user.login === 'goat[bot]')?.body ?? '';
const head = ([heading = '']: readonly string[]) => heading;
const heading = (repository: RepositoryHandle, number: number) =>
  head(
    tracking(repository, number)
      .split('\n')
      .filter((line) => line.startsWith('### ')),
  );

describe.concurrent('a fix goes on', { timeout: 600_000 }, () => {
  test('once a writer allows exactly the weakened tests that its draft shows; until then it claims nothing', async () => {
    const { repository, number } = await begin('skips a test', { 'test/more.test.js': skipped });
    expect(await world.outcome(repository, number)).toMatchObject({ kind: 'needs approval' });
    const [pull] = repository.pulls.values();
    expect(pull?.draft).toBe(true);
    expect(pull?.issue.body).toContain('**test skipped**');
    expect(pull?.issue.body).toContain('/goat allow-test-edits');
    expect(pull?.issue.body).not.toContain('Closes #');
    expect(heading(repository, number)).toBe('### Waiting for a person');
    expect(repository.checkRuns).toMatchObject([{ conclusion: 'action_required' }]);

    await repository.comment('mallory', pull?.issue.number ?? 0, '/goat allow-test-edits');
    await world.github.settled();
    expect(pull?.draft).toBe(true);

    const replies = world.model.requests.length;
    await repository.comment('alice', pull?.issue.number ?? 0, '/goat allow-test-edits');
    await vi.waitUntil(() => heading(repository, number).startsWith('### Fixed'), { timeout: 120_000 });
    await vi.waitUntil(
      () =>
        repository
          .comments(pull?.issue.number ?? 0)
          .at(-1)
          ?.body.includes('Allowed by'),
      {
        timeout: 60_000,
      },
    );
    expect(pull?.draft).toBe(false);
    expect(pull?.issue.body).toContain('Closes #');
    expect(pull?.issue.body).toMatch(/Allowed by @\u200balice/);
    await vi.waitUntil(() => repository.checkRuns[0]?.conclusion === 'success', { timeout: 60_000 });
    expect(repository.checkRuns).toMatchObject([{ headSha: pull?.headSha }]);
    // Everything before was recorded: nothing was asked or run again.
    expect(world.model.requests).toHaveLength(replies);
    expect(repository.runs).toHaveLength(2);
  });

  test('without a person where the agent takes the weakened test back when it is told', async () => {
    const { repository, number } = await begin('takes it back', { 'test/more.test.js': skipped });
    expect(await world.outcome(repository, number)).toMatchObject({ kind: 'fixed' });
    expect(await repository.read(`goat/issue-${number}-takes-it-back`, 'test/more.test.js')).toBe(skipped);
  });

  test('where it was stopped: with another run of the tests, and no reply paid again', async () => {
    const marker = `/tmp/goat-resume-${process.pid}-${Date.now()}`;
    const slowAtFirst = `import { existsSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { add } from '../src/add.js';

test('takes its time', async () => {
  if (add(1, 2) !== 3 || existsSync('${marker}')) return;
  writeFileSync('${marker}', '');
  await setTimeout(300_000);
});
`;
    const { repository, number } = await begin('stopped and resumed', { 'test/slow.test.js': slowAtFirst });
    await vi.waitUntil(() => existsSync(marker), { timeout: 120_000 });
    await repository.comment('alice', number, '/goat stop');
    await vi.waitUntil(() => heading(repository, number) === '### Stopped', { timeout: 60_000 });
    await vi.waitUntil(() => repository.runs[1]?.conclusion === 'cancelled', { timeout: 60_000 });
    const replies = world.model.requests.length;
    await repository.comment('alice', number, '/goat resume');
    await vi.waitUntil(() => repository.comments(number).at(-1)?.body.includes('goes on where it was stopped'), {
      timeout: 60_000,
    });
    await vi.waitUntil(() => heading(repository, number).startsWith('### Fixed'), { timeout: 120_000 });
    expect(repository.runs.map(({ conclusion }) => conclusion)).toEqual(['failure', 'cancelled', 'success']);
    expect(world.model.requests).toHaveLength(replies);
  });
});
