import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GoatOnGitHub, startGoatOnGitHub } from '../fakes/goat-on-github.ts';
import { call, finish, type Turn } from '../fakes/script.ts';
import type { RepositoryHandle } from '../github-server/repository-handle.ts';
import type { PullRequest } from '../github-server/state/issue.ts';

const cart = [
  'export function total(items, discount) {',
  '  if (items === null) return 0;',
  '  let sum = 0;',
  '  for (const item of items) {',
  '    sum += item.price;',
  '  }',
  '  return sum - discount;',
  '}',
  '',
].join('\n');
/** The check is gone, and the discount is taken twice. */
const changed = cart.replace('  if (items === null) return 0;\n', '').replace('sum - discount', 'sum - discount * 2');
const files = { 'cart.js': cart, 'test/cart.test.js': "import { total } from '../cart.js';\n\ntotal([]);\n" };

const report = (title: string, line: number, more: object = {}) =>
  call('report_finding', {
    ...{ path: 'cart.js', startLine: line, endLine: line, severity: 'major', category: 'bug' },
    ...{ title, consequence: 'A discount of 1 lowers the total by 2.', ...more },
  });
const verdict = (holds: boolean, quote: string) =>
  call('verdict', { holds, quote, failure: holds ? 'total([{ price: 3 }], 1) is 1 instead of 2.' : '' });

const found: Turn[] = [
  [
    report('The discount is taken twice.', 6, { suggestion: '  return sum - discount;' }),
    report('The sum is never used.', 2),
    report('Items are read out of order.', 3),
    report('A suggestion that breaks the file.', 6, { suggestion: '  return sum - (discount;' }),
  ],
  [finish('The total no longer allows for no items.', 'Simplify the total')],
];
const scripts = {
  'The discount is taken twice.': [[verdict(true, 'return sum - discount * 2;')]],
  'The sum is never used.': [[verdict(false, '')]],
  'Items are read out of order.': [[verdict(true, 'code that is not there')]],
  'Simplify the total': found,
  'Nothing to say': [[finish('A comment is added.', 'Comment')]],
  'Recall the rules': [[finish('A comment is added.', 'Comment')]],
  'From a fork': [[finish('The check is removed.', 'Remove the check')]],
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

/** Waits until the check of a review stands beside the head. */
async function checkOf(repository: RepositoryHandle, pull: PullRequest) {
  for (;;) {
    const check = repository.checkRuns.findLast(
      ({ name, headSha }) => name === 'goat review' && headSha === pull.headSha,
    );
    if (check?.status === 'completed') {
      await world.github.settled();
      return check;
    }
    await pause(50);
  }
}

async function open(title: string, branch: string, content: Record<string, string>, draft = false) {
  const repository = await world.createRepository(files, branch);
  await repository.push('alice', { branch, message: 'Change', files: content });
  const pull = await repository.openPull('alice', { title, head: branch, draft });
  return { repository, pull, number: pull.issue.number };
}

describe.concurrent('a review of a pull request', { timeout: 300_000 }, () => {
  test('is one review with what a second look confirmed, and nothing of it is said twice', async () => {
    const { repository, pull, number } = await open('Simplify the total', 'simplify', { 'cart.js': changed });
    expect(await checkOf(repository, pull)).toMatchObject({ conclusion: 'neutral', output: { title: '2 findings' } });
    expect(pull.reviews).toHaveLength(1);
    const [review] = pull.reviews;
    expect(review).toMatchObject({ state: 'COMMENTED', commit: pull.headSha });
    expect(review?.body).toContain('The total no longer allows for no items.');
    expect(pull.reviewComments.map(({ anchor, body }) => [anchor.side, anchor.line, body.split('\n')[1]])).toEqual([
      ['LEFT', 2, '**major, bug.** The check `(items === null)`, which left early, is gone.'],
      ['RIGHT', 6, '**major, bug.** The discount is taken twice.'],
    ]);
    expect(pull.reviewComments[1]?.body).toContain('```suggestion\n  return sum - discount;\n```');
    expect(pull.reviewComments[1]?.body).toContain('total([{ price: 3 }], 1) is 1 instead of 2.');

    const moved = await repository.push('alice', {
      branch: 'simplify',
      message: 'Move',
      files: { 'cart.js': `// Totals\n${changed}` },
    });
    expect(pull.headSha).toBe(moved);
    const title = 'Nothing new found, 2 of before are open';
    expect(await checkOf(repository, pull)).toMatchObject({ conclusion: 'neutral', output: { title } });
    expect(pull.reviewComments).toHaveLength(2);
    expect(pull.reviews.at(-1)?.body).toContain('**Nothing new found.**');

    await repository.comment('alice', number, '/goat review cart.js');
    expect(await world.outcome(repository, number)).toMatchObject({ kind: 'reviewed' });
    expect(pull.reviewComments).toHaveLength(2);
  });

  test('knows what the repository remembers, names it, and says how risky the change is', async () => {
    const repository = await world.createRepository(files, 'remembering');
    const { number } = await repository.openIssue('alice', { title: 'A rule', body: '' });
    await repository.comment('alice', number, '/goat memory remember We never name a helper after a shop.');
    while (repository.comments(number).length < 2) await pause(50);
    const content = { 'cart.js': `// Our totals\n${cart}`, 'src/auth/login.js': 'export const open = () => true;\n' };
    await repository.push('alice', { branch: 'totals', message: 'Change', files: content });
    const pull = await repository.openPull('alice', { title: 'Recall the rules', head: 'totals' });
    await checkOf(repository, pull);
    const asked = world.model.requests.find((request) => JSON.stringify(request).includes('Recall the rules'));
    expect(JSON.stringify(asked)).toContain('We never name a helper after a shop. (memory 1, said by alice)');
    expect(pull.reviews[0]?.body).toContain('Recalled as advice: memory 1 (convention, confidence 0.70).');
    expect(pull.reviews[0]?.body).toContain('**Risk: high.**');
    expect(pull.reviews[0]?.body).toContain('- high, authentication: `src/auth/login.js`');
  });

  test('says that nothing was found, and is green only then', async () => {
    const { repository, pull } = await open('Nothing to say', 'comment', { 'cart.js': `// Totals\n${cart}` });
    expect(await checkOf(repository, pull)).toMatchObject({
      conclusion: 'success',
      output: { title: 'Nothing found' },
    });
    expect(pull.reviews[0]?.body).toContain('**Nothing found.** Looked at 1 file');
    expect(pull.reviewComments).toEqual([]);
  });

  test('leaves drafts alone until they are ready, and says so without a green check', async () => {
    const { repository, pull, number } = await open('Nothing to say', 'draft', { 'cart.js': `// Sum\n${cart}` }, true);
    expect(await checkOf(repository, pull)).toMatchObject({ conclusion: 'neutral', output: { title: 'Not reviewed' } });
    expect(pull.reviews).toEqual([]);
    await repository.markReady('alice', number);
    while (pull.reviews.length === 0) await pause(50);
    expect(repository.runs).toEqual([]);
  });

  test('reads a fork through the ref of its pull request, and runs nothing of it', async () => {
    const repository = await world.createRepository(files, 'forked');
    const fork = await repository.fork('mallory');
    await fork.push('mallory', { branch: 'work', message: 'Change', files: { 'cart.js': changed } });
    const pull = await repository.openPull('mallory', { title: 'From a fork', head: 'work', from: fork });
    await checkOf(repository, pull);
    expect(pull.reviews).toHaveLength(1);
    expect(pull.reviewComments).toHaveLength(1);
    expect(repository.runs).toEqual([]);
  });

  test('FAULT 9: its own pull requests, reviews and comments start no review', async () => {
    const repository = await world.createRepository(files, 'own');
    await repository.push('goat[bot]', { branch: 'goat/issue-1', message: 'Fix', files: { 'cart.js': changed } });
    const pull = await repository.openPull('goat[bot]', { title: 'Ours', head: 'goat/issue-1' });
    await world.github.settled();
    expect(await world.goat.store.ofIssue(`github:${repository.id}`, pull.issue.number)).toEqual([]);
  });

  test('a person who may not write gets no review', async () => {
    const { repository, pull, number } = await open('Nothing to say', 'stranger', { 'cart.js': `// S\n${cart}` });
    await checkOf(repository, pull);
    await repository.comment('mallory', number, '/goat review');
    expect(await world.outcome(repository, number)).toMatchObject({ kind: 'not allowed' });
    expect(pull.reviews).toHaveLength(1);
  });
});
