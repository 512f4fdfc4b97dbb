import type { Octokit } from '@octokit/rest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RepositoryHandle } from './repository-handle.ts';
import { type GitHubServer, startGitHubServer } from './start-github-server.ts';
import type { ReviewComment } from './state/review.ts';
import { installationClient, refusalOf } from './test-client.ts';

let github: GitHubServer;
let shop: RepositoryHandle;
let client: Octokit;
const repository = { owner: 'acme', repo: 'shop' };
const twenty = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;

beforeAll(async () => {
  github = await startGitHubServer();
  shop = await github.createRepository({
    owner: 'acme',
    name: 'shop',
    collaborators: { mona: 'write' },
    files: { 'cart.ts': text(twenty) },
  });
  client = await installationClient(github);
});
afterAll(async () => {
  await github.settled();
  await github.close();
  expect(github.contractViolations).toEqual([]);
});

/** Line 3 is changed, line 18 removed: two hunks, lines 1–6 and 15–20 of the old file. */
async function openPull(branch: string) {
  const changed = twenty.with(2, 'line three').toSpliced(17, 1);
  await shop.push('mona', { branch, message: 'Change', files: { 'cart.ts': text(changed) } });
  const pull = await shop.openPull('mona', { title: 'Change', head: branch });
  return { ...repository, pull_number: pull.issue.number };
}

const commentsOf = (number: number): readonly ReviewComment[] => shop.pulls.get(number)?.reviewComments ?? [];

test('a review with comments on both sides is submitted at once and listed', async () => {
  const pull = await openPull('one');
  await client.rest.pulls.createReview({
    ...pull,
    event: 'COMMENT',
    body: 'Two remarks.',
    comments: [
      { path: 'cart.ts', line: 3, body: 'Why?' },
      { path: 'cart.ts', start_line: 17, start_side: 'RIGHT', line: 18, side: 'RIGHT', body: 'And this?' },
      { path: 'cart.ts', line: 18, side: 'LEFT', body: 'This is missed.' },
    ],
  });
  const { data: reviews } = await client.rest.pulls.listReviews(pull);
  expect(reviews).toMatchObject([{ state: 'COMMENTED', body: 'Two remarks.', user: { login: 'goat[bot]' } }]);
  const { data: comments } = await client.rest.pulls.listReviewComments(pull);
  expect(comments.map(({ line, side, start_line }) => ({ line, side, start_line }))).toEqual([
    { line: 3, side: 'RIGHT', start_line: null },
    { line: 18, side: 'RIGHT', start_line: 17 },
    { line: 18, side: 'LEFT', start_line: null },
  ]);
  expect(comments[0]?.diff_hunk).toBe('@@ -1,6 +1,6 @@\n line 1\n line 2\n-line 3\n+line three');
  const { data: files } = await client.rest.pulls.listFiles(pull);
  expect(files).toMatchObject([{ filename: 'cart.ts', additions: 1, deletions: 2 }]);
  expect(files[0]?.patch).toContain('+line three');
});

test('FAULT 22: a comment outside the diff refuses the whole review', async () => {
  const pull = await openPull('two');
  const submit = (comment: { path: string; line: number; side?: string; start_line?: number }) =>
    client.rest.pulls.createReview({
      ...pull,
      event: 'COMMENT',
      comments: [
        { path: 'cart.ts', line: 3, body: 'Fine' },
        { ...comment, body: 'Not' },
      ],
    });
  expect(await refusalOf(submit({ path: 'cart.ts', line: 10 }), 422)).toContain('Line could not be resolved');
  expect(await refusalOf(submit({ path: 'other.ts', line: 1 }), 422)).toContain('Path could not be resolved');
  expect(await refusalOf(submit({ path: 'cart.ts', line: 20 }), 422)).toContain('Line could not be resolved');
  expect(await refusalOf(submit({ path: 'cart.ts', start_line: 3, line: 17 }), 422)).toContain('same hunk');
  expect(await refusalOf(submit({ path: 'cart.ts', start_line: 4, line: 3 }), 422)).toContain('must precede');
  expect((await client.rest.pulls.listReviewComments(pull)).data).toEqual([]);
});

test('FAULT 20: a review that says nothing, or too much, is refused', async () => {
  const pull = await openPull('three');
  await refusalOf(client.rest.pulls.createReview({ ...pull, event: 'COMMENT', body: ' ' }), 422);
  await refusalOf(client.rest.pulls.createReview({ ...pull, event: 'COMMENT', body: 'x'.repeat(65_537) }), 422);
});

test('a thread is answered, marked, resolved and opened again', async () => {
  const pull = await openPull('four');
  await shop.review('mona', pull.pull_number, { comments: [{ path: 'cart.ts', line: 3, body: 'Why?' }] });
  const [root] = commentsOf(pull.pull_number);
  if (root === undefined) return expect.fail('there is no comment');
  const reply = await client.rest.pulls.createReplyForReviewComment({ ...pull, comment_id: root.id, body: 'Because.' });
  expect(reply.data.in_reply_to_id).toBe(root.id);
  shop.react('mona', root, '-1');
  const reactions = await client.rest.reactions.listForPullRequestReviewComment({ ...repository, comment_id: root.id });
  expect(reactions.data).toMatchObject([{ content: '-1', user: { login: 'mona' } }]);

  const threads = `query ($number: Int!) { repository(owner: "acme", name: "shop") { pullRequest(number: $number) {
    reviewThreads(first: 10) { pageInfo { hasNextPage } nodes { id isResolved isOutdated path line
      comments(first: 10) { nodes { fullDatabaseId body author { login } reactions(first: 5, content: THUMBS_DOWN) {
        nodes { user { login } } } } } } } } } }`;
  interface Thread {
    readonly id: string;
    readonly isResolved: boolean;
  }
  const read = async () => {
    const found = await client.graphql<{ repository: { pullRequest: { reviewThreads: { nodes: Thread[] } } } }>(
      threads,
      {
        number: pull.pull_number,
      },
    );
    return found.repository.pullRequest.reviewThreads.nodes;
  };
  const [thread] = await read();
  expect(thread).toMatchObject({
    isResolved: false,
    isOutdated: false,
    line: 3,
    comments: {
      nodes: [
        { body: 'Why?', author: { login: 'mona' }, reactions: { nodes: [{ user: { login: 'mona' } }] } },
        { body: 'Because.', author: { login: 'goat' } },
      ],
    },
  });
  const change = (name: string) =>
    client.graphql(`mutation ($id: ID!) { ${name}(input: { threadId: $id }) { thread { isResolved } } }`, {
      id: thread?.id ?? '',
    });
  expect(await change('resolveReviewThread')).toEqual({ resolveReviewThread: { thread: { isResolved: true } } });
  expect((await read())[0]?.isResolved).toBe(true);
  await change('unresolveReviewThread');
  expect((await read())[0]?.isResolved).toBe(false);
});

test('a comment moves with its line, and is outdated once the line changes', async () => {
  const pull = await openPull('five');
  await shop.review('mona', pull.pull_number, { comments: [{ path: 'cart.ts', line: 3, body: 'Why?' }] });
  const where = async () => (await client.rest.pulls.listReviewComments(pull)).data[0]?.line;
  const changed = ['line 0', ...twenty.with(2, 'line three').toSpliced(17, 1)];
  await shop.push('mona', { branch: 'five', message: 'More', files: { 'cart.ts': text(changed) } });
  expect(await where()).toBe(4);
  await shop.push('mona', { branch: 'five', message: 'More', files: { 'cart.ts': text(changed.with(3, 'III')) } });
  expect(await where()).toBeUndefined();
});

test('the head of a pull request from a fork is a ref of the repository', async () => {
  const fork = await shop.fork('mallory');
  await fork.push('mallory', { branch: 'work', message: 'Change', files: { 'cart.ts': 'x\n' } });
  const pull = await shop.openPull('mallory', { title: 'From afar', head: 'work', from: fork });
  const head = await fork.push('mallory', { branch: 'work', message: 'More', files: { 'cart.ts': 'y\n' } });
  const { data } = await client.rest.pulls.get({ ...repository, pull_number: pull.issue.number });
  expect(data.head).toMatchObject({ sha: head, repo: { full_name: 'mallory/shop', fork: true } });
  expect(await shop.read(`refs/pull/${pull.issue.number}/head`, 'cart.ts')).toBe('y\n');
  expect((await shop.branches()).work).toBeUndefined();
});
