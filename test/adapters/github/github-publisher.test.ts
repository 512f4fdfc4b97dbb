import { beforeEach, describe, expect, test } from 'vitest';
import { createGitHubPublisher } from '../../../src/adapters/github/github-publisher.ts';
import { reply } from '../../../src/adapters/github/reply.ts';
import type { CommitRequest } from '../../../src/publish/publisher.ts';
import { closeNetwork, github, lost, marker, mintTokens, sha, taskContext, taskId } from './nock-github.ts';

closeNetwork();
beforeEach(() => void mintTokens());

const repo = '/repos/octo/calculator';
const comments = `${repo}/issues/12/comments`;
const publisher = (commentId: number | null = 900) => createGitHubPublisher({ ...taskContext(), commentId });

describe('permission', () => {
  const answers = (status: number, body: object) =>
    github().get(`${repo}/collaborators/mona/permission`).reply(status, body);

  test.each([
    ['admin', true],
    ['write', true],
    ['read', false],
    ['none', false],
    ['', false],
  ])('%s may write: %s', async (permission, may) => {
    answers(200, { permission });
    expect(await publisher().mayWrite('mona')).toBe(may);
  });

  test.each([403, 404])('FAULT 19: is denied when the lookup is answered %i', async (status) => {
    answers(status, { message: 'no' });
    expect(await publisher().mayWrite('mona')).toBe(false);
  });

  test('FAULT 19: is denied when the lookup fails every time, and not before', async () => {
    github().get(`${repo}/collaborators/mona/permission`).times(4).reply(500, 'no');
    expect(await publisher().mayWrite('mona')).toBe(false);
  });

  test('is looked up for exactly this name', async () => {
    github().get(`${repo}/collaborators/..%2F..%2Fuser/permission`).reply(404, {});
    expect(await publisher().mayWrite('../../user')).toBe(false);
  });
});

describe('acknowledging', () => {
  test('puts eyes on the comment that asked', async () => {
    github().post(`${repo}/issues/comments/900/reactions`, { content: 'eyes' }).reply(201, {});
    await publisher().acknowledge();
  });

  test('puts eyes on the issue when a label asked', async () => {
    github().post(`${repo}/issues/12/reactions`, { content: 'eyes' }).reply(201, {});
    await publisher(null).acknowledge();
  });

  test('FAULT 17: does not end a task whose comment was deleted or whose issue is locked', async () => {
    github().post(`${repo}/issues/comments/900/reactions`).reply(404, { message: 'Not Found' });
    await publisher().acknowledge();
  });
});

describe('the tracking comment', () => {
  const list = (found: object[] = []) => github().get(comments).query(true).reply(200, found);
  const own = { id: 5, html_url: 'https://x/5', user: { type: 'Bot' }, body: `${marker}\nold` };
  const create = (body = `${marker}\ntext`) =>
    github().post(comments, { body }).reply(201, { id: 5, html_url: 'https://x/5' });
  const edit = (id = 5) => github().patch(`${repo}/issues/comments/${id}`, { body: `${marker}\nmore` });

  test('is posted with the task’s mark and edited from then on', async () => {
    const { writeTrackingComment } = publisher();
    list().persist();
    create();
    edit().reply(200, {});
    expect(await writeTrackingComment('text')).toBe('https://x/5');
    expect(await writeTrackingComment('more')).toBe('https://x/5');
  });

  test('FAULT 16: is found by its mark after a restart', async () => {
    list([{ ...own, id: 4, user: { type: 'User' } }, { ...own, id: 3, body: `> ${own.body}` }, own]);
    edit().reply(200, {});
    expect(await publisher().writeTrackingComment('more')).toBe('https://x/5');
  });

  test('FAULT 16: is not posted twice when the answer is lost', async () => {
    list();
    list();
    github().post(comments).replyWithError(lost());
    list([own]);
    expect(await publisher().writeTrackingComment('text')).toBe('https://x/5');
  });

  test('FAULT 14: is posted again when the answer is lost and the comment is not there', async () => {
    list().persist();
    github().post(comments).reply(502, 'bad gateway');
    create();
    expect(await publisher().writeTrackingComment('text')).toBe('https://x/5');
  });

  test('is searched on every page, from the time of the task on', async () => {
    const second = 'https://api.github.test/second-page';
    github()
      .get(comments)
      .query(({ since }) => typeof since === 'string' && since < '2024-11-19' && since > '2024-11-18')
      .reply(200, [], { link: `<${second}>; rel="next"` });
    github().get('/second-page').reply(200, [own]);
    edit().reply(200, {});
    expect(await publisher().writeTrackingComment('more')).toBe('https://x/5');
  });

  test('FAULT 17: that a person deleted is posted once more, and no third time', async () => {
    const { writeTrackingComment } = publisher();
    list().persist();
    create();
    await writeTrackingComment('text');
    edit().reply(404, { message: 'Not Found' });
    github().post(comments).reply(201, { id: 6, html_url: 'https://x/6' });
    expect(await writeTrackingComment('more')).toBe('https://x/6');
    edit(6).reply(404, { message: 'Not Found' });
    expect(await writeTrackingComment('more')).toBeNull();
    expect(await writeTrackingComment('more')).toBeNull();
  });

  test.each([
    ['locked', 403, 'Unable to create comment because issue is locked.'],
    ['deleted', 410, 'This issue was deleted'],
    ['moved', 404, 'Not Found'],
  ])('FAULT 17: on an issue that is %s is left out', async (_state, status, message) => {
    list().persist();
    github().post(comments).reply(status, { message });
    expect(await publisher().writeTrackingComment('text')).toBeNull();
  });

  test('that the App may not write ends with GitHub’s reason', async () => {
    list().persist();
    github().post(comments).reply(403, { message: 'Resource not accessible by integration' });
    await expect(publisher().writeTrackingComment('text')).rejects.toThrow('Resource not accessible by integration');
  });

  test('FAULT 20: is cut to 65,536 characters, never within an emoji', async () => {
    list().persist();
    let body = '';
    github()
      .post(comments, (sent) => {
        body = sent.body;
        return true;
      })
      .reply(201, { id: 5, html_url: 'https://x/5' });
    const fits = 65_536 - `${marker}\n`.length;
    await publisher().writeTrackingComment(`${'🐐'.repeat(fits / 2)}!${'🐐'.repeat(fits / 2)}`);
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body.length).toBeGreaterThan(65_530);
    expect(body.startsWith(marker)).toBe(true);
    expect(body).toMatch(/The rest was cut/);
    expect(body).not.toMatch(/\p{Cs}/u);
  });
});

describe('the answer to a command', () => {
  test('FAULT 16: is posted once, also when it is asked for again', async () => {
    github().get(comments).query(true).reply(200, []);
    github()
      .post(comments, { body: `${marker}\nHelp` })
      .reply(201, { id: 5, html_url: 'https://x/5' });
    await reply(taskContext(), 'Help');
    github()
      .get(comments)
      .query(true)
      .reply(200, [{ id: 5, html_url: 'https://x/5', user: { type: 'Bot' }, body: `${marker}\nHelp` }]);
    await reply(taskContext(), 'Help');
  });
});

describe('the base', () => {
  const get = (changes = {}) =>
    github()
      .get(repo)
      .reply(200, { full_name: 'octo/calculator', default_branch: 'main', archived: false, ...changes });

  test('is the head of the default branch as it is now', async () => {
    get({ default_branch: 'trunk' });
    github()
      .get(`${repo}/git/ref/heads%2Ftrunk`)
      .reply(200, { object: { sha: sha('a') } });
    expect(await publisher().resolveBase()).toEqual({ branch: 'trunk', sha: sha('a') });
  });

  test.each([404, 409])('FAULT 24: of an empty repository is refused in a sentence (%i)', async (status) => {
    get();
    github().get(`${repo}/git/ref/heads%2Fmain`).reply(status, { message: 'Git Repository is empty.' });
    await expect(publisher().resolveBase()).rejects.toThrow('The branch main of octo/calculator has no commit yet.');
  });

  test('of an archived repository is refused in a sentence', async () => {
    get({ archived: true });
    await expect(publisher().resolveBase()).rejects.toThrow('octo/calculator is archived.');
  });
});

describe('a branch', () => {
  const read = (name: string, at: string | null) =>
    github()
      .get(`${repo}/git/ref/heads%2F${encodeURIComponent(name)}`)
      .reply(at === null ? 404 : 200, at === null ? {} : { object: { sha: at } });
  const create = (name: string) => github().post(`${repo}/git/refs`, { ref: `refs/heads/${name}`, sha: sha('a') });

  test('is made at the commit', async () => {
    read('goat/x', null);
    create('goat/x').reply(201, {});
    expect(await publisher().createBranch('goat/x', sha('a'))).toBe('goat/x');
  });

  test('FAULT 25: takes the next free name where others have worked', async () => {
    read('goat/x', sha('b'));
    read('goat/x-2', sha('c'));
    read('goat/x-3', null);
    create('goat/x-3').reply(201, {});
    expect(await publisher().createBranch('goat/x', sha('a'))).toBe('goat/x-3');
  });

  test('FAULT 25: that an earlier call made is found', async () => {
    read('goat/x', sha('a'));
    expect(await publisher().createBranch('goat/x', sha('a'))).toBe('goat/x');
  });

  test('FAULT 16: whose answer was lost is found', async () => {
    read('goat/x', null);
    create('goat/x').replyWithError(lost());
    read('goat/x', sha('a'));
    expect(await publisher().createBranch('goat/x', sha('a'))).toBe('goat/x');
  });

  test('FAULT 25: whose name someone takes at that moment gets the next one', async () => {
    read('goat/x', null);
    create('goat/x').reply(422, { message: 'Reference already exists' });
    read('goat/x', sha('b'));
    read('goat/x-2', null);
    create('goat/x-2').reply(201, {});
    expect(await publisher().createBranch('goat/x', sha('a'))).toBe('goat/x-2');
  });

  test('FAULT 24: that a rule forbids ends with GitHub’s reason', async () => {
    read('goat/x', null);
    create('goat/x').reply(422, { message: 'Repository rule violations found' });
    read('goat/x', null);
    await expect(publisher().createBranch('goat/x', sha('a'))).rejects.toThrow('Repository rule violations found');
  });

  test('is removed while it holds no work', async () => {
    read('goat/x', sha('a'));
    github().delete(`${repo}/git/refs/heads%2Fgoat%2Fx`).reply(204);
    await publisher().removeBranch('goat/x', sha('a'));
  });

  test.each([null, sha('b')])('is left alone when it is gone or holds work: %s', async (at) => {
    read('goat/x', at);
    await publisher().removeBranch('goat/x', sha('a'));
  });
});

describe('a commit', () => {
  const request: CommitRequest = {
    branch: 'goat/x',
    parent: sha('a'),
    message: `Add right\n\nGoat-Task: ${taskId}`,
    changes: [
      { path: 'run.sh', mode: '100755', before: Buffer.from('a'), after: Buffer.from([0xff, 0x00]) },
      { path: 'old.txt', mode: '100644', before: Buffer.from('b'), after: null },
    ],
  };
  const made = {
    sha: sha('d'),
    html_url: 'https://x/d',
    message: request.message,
    tree: { sha: sha('c') },
    parents: [{ sha: sha('a') }],
    verification: { verified: true },
  };
  const committed = { sha: sha('d'), verified: true, url: 'https://x/d' };

  const head = (at: string | null) =>
    github()
      .get(`${repo}/git/ref/heads%2Fgoat%2Fx`)
      .reply(at === null ? 404 : 200, at === null ? {} : { object: { sha: at } });
  function makeTree() {
    github()
      .get(`${repo}/git/commits/${sha('a')}`)
      .reply(200, { ...made, sha: sha('a'), tree: { sha: sha('0') } });
    github()
      .post(`${repo}/git/blobs`, { content: '/wA=', encoding: 'base64' })
      .reply(201, { sha: sha('b') });
    const tree = [
      { path: 'run.sh', mode: '100755', type: 'blob', sha: sha('b') },
      { path: 'old.txt', mode: '100644', type: 'blob', sha: null },
    ];
    github()
      .post(`${repo}/git/trees`, { base_tree: sha('0'), tree })
      .reply(201, { sha: sha('c') });
  }
  const makeCommit = () =>
    github().post(`${repo}/git/commits`, { message: request.message, tree: sha('c'), parents: [sha('a')] });
  const moveBranch = () => github().patch(`${repo}/git/refs/heads%2Fgoat%2Fx`, { sha: sha('d'), force: false });

  test('keeps bytes and modes, deletes files, names no author and never forces', async () => {
    makeTree();
    head(sha('a'));
    makeCommit().reply(201, made);
    moveBranch().reply(200, {});
    expect(await publisher().commit(request)).toEqual(committed);
  });

  test('tells when GitHub did not sign it', async () => {
    makeTree();
    head(sha('a'));
    makeCommit().reply(201, { ...made, verification: { verified: false } });
    moveBranch().reply(200, {});
    expect(await publisher().commit(request)).toMatchObject({ verified: false });
  });

  test('FAULT 16: that is on the branch already is found', async () => {
    makeTree();
    head(sha('d'));
    github()
      .get(`${repo}/git/commits/${sha('d')}`)
      .reply(200, made);
    expect(await publisher().commit(request)).toEqual(committed);
  });

  test.each([
    ['of another parent', { parents: [{ sha: sha('9') }] }],
    ['of another tree', { tree: { sha: sha('9') } }],
    ['of another task', { message: 'Add right\n\nGoat-Task: 01JD0V4Q8ZG5T9K2M3N4P5R6S8' }],
    ['that merges', { parents: [{ sha: sha('a') }, { sha: sha('9') }] }],
  ])('FAULT 23: does not go over a commit %s', async (_what, changes) => {
    makeTree();
    head(sha('d'));
    github()
      .get(`${repo}/git/commits/${sha('d')}`)
      .reply(200, { ...made, ...changes });
    await expect(publisher().commit(request)).rejects.toThrow('Someone else has changed the branch goat/x');
  });

  test('FAULT 23: does not go over a commit that arrives at that moment', async () => {
    makeTree();
    head(sha('a'));
    makeCommit().reply(201, made);
    moveBranch().reply(422, { message: 'Update is not a fast forward' });
    head(sha('9'));
    await expect(publisher().commit(request)).rejects.toThrow('Someone else has changed the branch goat/x');
  });

  test('FAULT 24: to a branch that a rule protects ends with GitHub’s reason', async () => {
    makeTree();
    head(sha('a'));
    makeCommit().reply(201, made);
    moveBranch().reply(422, { message: 'Repository rule violations found' });
    head(sha('a'));
    await expect(publisher().commit(request)).rejects.toThrow('Repository rule violations found');
  });

  test('FAULT 23: to a branch that was deleted is refused in a sentence', async () => {
    makeTree();
    head(null);
    await expect(publisher().commit(request)).rejects.toThrow('The branch goat/x is gone.');
  });
});

describe('a pull request', () => {
  const request = { branch: 'goat/x', base: 'main', title: 'Add right', body: 'Because', draft: true };
  const opened = { number: 3, html_url: 'https://x/3', draft: true };
  const own = { ...opened, head: { ref: 'goat/x', repo: { id: 42 } } };
  const list = (found: object[] = []) =>
    github().get(`${repo}/pulls`).query({ head: 'octo:goat/x', base: 'main', state: 'open' }).reply(200, found);
  const create = (changes = {}) =>
    github().post(`${repo}/pulls`, {
      head: 'goat/x',
      base: 'main',
      title: 'Add right',
      body: 'Because',
      draft: true,
      ...changes,
    });
  const ref = { number: 3, url: 'https://x/3', draft: true };

  test('is opened', async () => {
    list();
    create().reply(201, opened);
    expect(await publisher().openPullRequest(request)).toEqual(ref);
  });

  test('FAULT 25: that is open already is found', async () => {
    list([{ ...own, number: 2, head: { ref: 'other', repo: { id: 42 } } }, own]);
    expect(await publisher().openPullRequest(request)).toEqual(ref);
  });

  test('FAULT 16: whose answer was lost is found', async () => {
    list();
    create().replyWithError(lost());
    list([own]);
    expect(await publisher().openPullRequest(request)).toEqual(ref);
  });

  test('FAULT 25: that GitHub knows already is found', async () => {
    list();
    create().reply(422, { message: 'Validation Failed', errors: [{ message: 'A pull request already exists' }] });
    list([own]);
    expect(await publisher().openPullRequest(request)).toEqual(ref);
  });

  test('is opened as a normal one, with a note, where drafts are refused', async () => {
    const refusal = { message: 'Draft pull requests are not supported in this repository.' };
    list().persist();
    create().reply(422, refusal);
    create({ draft: false, body: /^> \[!NOTE\]\n.*no drafts\.\n\nBecause$/ }).reply(201, { ...opened, draft: false });
    expect(await publisher().openPullRequest(request)).toEqual({ ...ref, draft: false });
  });

  test('that GitHub refuses for another reason ends with that reason', async () => {
    list().persist();
    create().reply(422, { message: 'No commits between main and goat/x' });
    await expect(publisher().openPullRequest(request)).rejects.toThrow('No commits between main and goat/x');
  });
});
