import { beforeEach, describe, expect, test } from 'vitest';
import { createGitHubReviewPublisher } from '../../../src/adapters/github/review-publisher.ts';
import { findingComment } from '../../../src/publish/review-body.ts';
import type { ReviewComment } from '../../../src/publish/review-publisher.ts';
import type { Finding } from '../../../src/review/finding.ts';
import { findingMarker, fingerprintsIn } from '../../../src/review/fingerprint.ts';
import { closeNetwork, github, lost, marker, mintTokens, sha, taskContext, taskId } from './nock-github.ts';

closeNetwork();
beforeEach(() => void mintTokens());

const repo = '/repos/octo/calculator';
const reviews = `${repo}/pulls/12/reviews`;
const head = sha('a');
const publisher = (plugins = {}) => createGitHubReviewPublisher({ ...taskContext(plugins), commentId: null });

const print = (number: number) => number.toString(16).padStart(16, '0');
const finding: Finding = {
  ...{ rule: 'model', category: 'bug', severity: 'major', path: 'sum.js', symbol: '', removed: null, quote: 'x' },
  ...{ lines: { start: 3, end: 3 }, title: 'The sum is wrong.', consequence: 'It is 4.', suggestion: null },
};
const comment = (line: number): ReviewComment => ({
  anchor: { path: 'sum.js', side: 'RIGHT', line, startLine: null },
  body: findingComment(finding, findingMarker(print(line)), false),
});

interface SentReview {
  readonly body: string;
  readonly comments: readonly { readonly path: string; readonly line: number; readonly body: string }[];
}

describe('a review', () => {
  const list = (found: object[] = []) => github().get(reviews).query(true).reply(200, found);
  const made = { id: 5, html_url: 'https://x/5' };

  test('is one request with all of its comments, and approves nothing', async () => {
    list();
    const sent: (SentReview & { event: string; commit_id: string })[] = [];
    github()
      .post(reviews, (body) => sent.push(body) > 0)
      .reply(200, made);
    const comments = [comment(3), { ...comment(5), anchor: { ...comment(5).anchor, startLine: 4 } }];
    expect(await publisher().submitReview({ commit: head, body: 'Two findings.', comments })).toBe('https://x/5');
    expect(sent).toMatchObject([
      {
        ...{ event: 'COMMENT', commit_id: head, body: `${marker}\nTwo findings.` },
        comments: [
          { path: 'sum.js', side: 'RIGHT', line: 3 },
          { start_line: 4, start_side: 'RIGHT', line: 5 },
        ],
      },
    ]);
  });

  test('FAULT 12: waits for a secondary limit, and is submitted once', async () => {
    list();
    github().post(reviews).reply(403, { message: 'You have exceeded a secondary rate limit.' });
    github().post(reviews).reply(200, made);
    // The same pacing code as on the server, with a millisecond for a second.
    const paced = publisher({ throttle: { enabled: true, retryAfterBaseValue: 1 } });
    expect(await paced.submitReview({ commit: head, body: 'B', comments: [comment(3)] })).toBe('https://x/5');
  });

  test('FAULT 16: is found by its mark when the answer is lost, and not made again', async () => {
    list();
    github().post(reviews).replyWithError(lost());
    const own = { user: { type: 'Bot' }, body: `${marker}\nB`, submitted_at: new Date().toISOString() };
    // A person may copy the mark.
    list([
      { ...own, ...made, html_url: 'https://x/4', user: { type: 'User' } },
      { ...own, ...made },
    ]);
    expect(await publisher().submitReview({ commit: head, body: 'B', comments: [] })).toBe('https://x/5');
  });

  test('FAULT 22: of which GitHub refuses a place has all of its comments in the summary, and keeps their marks', async () => {
    list();
    const sent: SentReview[] = [];
    github().post(reviews).reply(422, { message: 'Line could not be resolved' });
    github()
      .post(reviews, (body) => sent.push(body) > 0)
      .reply(200, made);
    await publisher().submitReview({ commit: head, body: 'Two findings.', comments: [comment(3), comment(9)] });
    const [review] = sent;
    expect(review?.comments).toEqual([]);
    expect(review?.body).toContain('**sum.js:9**');
    expect(fingerprintsIn(review?.body ?? '')).toEqual([print(3), print(9)]);
  });

  test('FAULT 22: that is refused without a comment fails, with what GitHub said', async () => {
    list();
    github().post(reviews).reply(422, { message: 'Validation Failed' });
    await expect(publisher().submitReview({ commit: head, body: 'B', comments: [] })).rejects.toMatchObject({
      status: 422,
    });
  });

  test('FAULT 20: is cut to what GitHub takes, the summary and each comment', async () => {
    list();
    const sent: SentReview[] = [];
    github()
      .post(reviews, (body) => sent.push(body) > 0)
      .reply(200, made);
    const long = '💥'.repeat(40_000);
    await publisher().submitReview({ commit: head, body: long, comments: [{ ...comment(3), body: long }] });
    for (const text of [sent[0]?.body ?? '', sent[0]?.comments[0]?.body ?? '']) {
      expect(text.length).toBeLessThanOrEqual(65_536);
      expect(text.length).toBeGreaterThan(65_000);
      expect(text).not.toMatch(/\p{Surrogate}/u);
    }
  });
});

describe('the check of a review', () => {
  const find = (found: object[] = []) =>
    github()
      .get(`${repo}/commits/${head}/check-runs`)
      .query({ check_name: 'goat review', filter: 'all' })
      .reply(200, { check_runs: found });
  const check = {
    sha: head,
    conclusion: 'neutral',
    title: '60 findings',
    summary: 'See the review.',
    url: null,
  } as const;

  test('FAULT 21: annotates nothing, however much was found: a request takes 50, and the review has the places', async () => {
    find();
    const sent: Record<string, unknown>[] = [];
    github()
      .post(`${repo}/check-runs`, (body) => sent.push(body) > 0)
      .reply(201, { id: 1 });
    await publisher().writeCheck({ ...check, summary: 'x'.repeat(70_000) });
    expect(sent).toEqual([
      {
        ...{ name: 'goat review', head_sha: head, external_id: taskId, status: 'completed', conclusion: 'neutral' },
        output: { title: '60 findings', summary: expect.stringMatching(/^x{60000,65535}/) },
      },
    ]);
  });

  test('that the task wrote before is replaced', async () => {
    find([
      { id: 8, external_id: 'another task' },
      { id: 9, external_id: taskId },
    ]);
    github()
      .patch(`${repo}/check-runs/9`, (body) => body.conclusion === 'neutral')
      .reply(200, { id: 9 });
    await publisher().writeCheck(check);
  });
});

describe('earlier findings', () => {
  const said = (id: number, body: string, more: object = {}) => ({
    ...{ id, body, path: 'sum.js', html_url: `https://x/${id}`, user: { type: 'Bot', login: 'goat[bot]' } },
    ...more,
  });
  const by = (login: string) => ({ user: { type: 'User', login }, in_reply_to_id: 1 });
  const read = (comments: object[], bodies: object[] = []) => {
    github().get(`${repo}/pulls/12/comments`).query(true).reply(200, comments);
    github().get(reviews).query(true).reply(200, bodies);
    return publisher().readEarlierFindings();
  };
  const permits = (login: string, permission: string) =>
    github().get(`${repo}/collaborators/${login}/permission`).reply(200, { permission });

  test('are read from our comments and summaries, and from nobody who copies a mark', async () => {
    const copied = said(2, findingMarker(print(2)), { user: { type: 'User', login: 'mallory' } });
    const bodies = [said(7, findingMarker(print(7))), { ...copied, body: findingMarker(print(8)) }];
    expect(await read([said(1, comment(1).body), copied], bodies)).toEqual({
      raised: [print(1), print(7)],
      refused: [],
    });
  });

  test.each(['By design.', 'This is not a bug', "won't fix", 'False positive: it is checked above.'])(
    'that a person with write access answers with %j are refused',
    async (body) => {
      permits('alice', 'write');
      expect((await read([said(1, comment(1).body), said(2, body, by('alice'))])).refused).toEqual([
        {
          ...{ fingerprint: print(1), title: 'The sum is wrong.', path: 'sum.js', url: 'https://x/1' },
          ...{ by: 'alice', said: body },
        },
      ]);
    },
  );

  test('are not refused by a stranger, nor by an answer that agrees, nor by a bot', async () => {
    permits('mallory', 'read');
    const answers = [
      said(2, 'By design.', by('mallory')),
      said(3, 'Good catch, done.', by('alice')),
      said(4, 'By design.', { ...by('linter'), user: { type: 'Bot', login: 'linter[bot]' } }),
    ];
    expect((await read([said(1, comment(1).body), ...answers])).refused).toEqual([]);
  });

  test('wait for a person while their threads are open and their lines are there', async () => {
    const ours = [1, 2, 3].map((id) => said(id, comment(id).body, { line: id === 3 ? null : id }));
    const copied = said(4, comment(4).body, { line: 4, user: { type: 'User', login: 'mallory' } });
    github()
      .get(`${repo}/pulls/12/comments`)
      .query(true)
      .reply(200, [...ours, copied]);
    const nodes = [1, 2, 3, 4].map((id) => ({
      ...{ id: `T${id}`, isResolved: id === 2, comments: { nodes: [{ fullDatabaseId: String(id) }] } },
    }));
    const reviewThreads = { nodes, pageInfo: { hasNextPage: false, endCursor: null } };
    github()
      .post('/graphql')
      .reply(200, { data: { repository: { pullRequest: { reviewThreads } } } });
    expect(await publisher().openFindings()).toEqual([print(1)]);
  });

  test('may be refused by a thumb down of somebody who may write, who is asked for once', async () => {
    for (const id of [1, 2]) {
      github()
        .get(`${repo}/pulls/comments/${id}/reactions`)
        .query({ content: '-1', per_page: 100 })
        .reply(200, [{ user: { type: 'User', login: 'alice' } }, { user: null }]);
    }
    permits('alice', 'admin');
    const down = { reactions: { '-1': 1 } };
    const { refused } = await read([said(1, comment(1).body, down), said(2, comment(2).body, down)]);
    expect(refused).toMatchObject([
      { fingerprint: print(1), by: 'alice', said: '' },
      { fingerprint: print(2), by: 'alice' },
    ]);
  });
});

describe('a pull request', () => {
  const pull = {
    ...{ title: 'Add', body: 'It adds. Closes #7', user: { login: 'bob', type: 'User' }, state: 'open', draft: true },
    ...{ head: { sha: head, repo: { id: 42 } }, base: { sha: sha('b'), repo: { id: 42 } } },
  };
  const read = (more: object = {}) => {
    github()
      .get(`${repo}/pulls/12`)
      .reply(200, { ...pull, ...more });
    github()
      .get(`${repo}/compare/${sha('b')}...${head}`)
      .query(true)
      .reply(200, { merge_base_commit: { sha: sha('c') } });
    return publisher().readPullRequest();
  };

  test('is read with where it starts from and the issue that it closes', async () => {
    github().get(`${repo}/issues/7`).reply(200, { title: 'Sum', body: 'It is 4.' });
    expect(await read()).toEqual({
      ...{ title: 'Add', body: 'It adds. Closes #7', author: 'bob', authorIsBot: false, closes: 'Sum\n\nIt is 4.' },
      ...{ isOpen: true, isDraft: true, head, mergeBase: sha('c'), isFromFork: false },
    });
  });

  test.each([404, 410])('FAULT 17: whose issue is answered %i closes none', async (status) => {
    github().get(`${repo}/issues/7`).reply(status, { message: 'gone' });
    expect(await read()).toMatchObject({ closes: null });
  });

  test('of a fork, also of one that is gone, is told apart', async () => {
    for (const from of [{ id: 43 }, null]) {
      expect(await read({ body: null, head: { sha: head, repo: from } })).toMatchObject({ isFromFork: true, body: '' });
    }
  });
});
