import { expect, test } from 'vitest';
import { pullRequestClosed } from '../../../src/github/webhooks/pull-request-closed.ts';
import { push } from '../../../src/github/webhooks/push.ts';
import { reviewSaid } from '../../../src/github/webhooks/review-said.ts';
import { repository } from './deliveries.ts';

const common = {
  installation: { id: 7 },
  repository: { id: 42, name: 'calculator', owner: { login: 'octo' }, default_branch: 'main' },
  sender: { login: 'alice', type: 'User' },
};
const sha = 'a'.repeat(40);
const head = { ref: 'goat/issue-1-sum', sha, repo: { id: 42 } };
const pull = {
  number: 12,
  body: 'For #1.',
  merged: true,
  merge_commit_sha: 'b'.repeat(40),
  user: { login: 'goat[bot]' },
  head,
};

const closed = (changes: object = {}, sender: object = common.sender) =>
  pullRequestClosed({ ...common, sender, pull_request: { ...pull, ...changes } });
const learn = (lesson: object, differences: object = {}) => ({
  kind: 'start',
  request: { kind: 'learn', repository, lesson, sender: 'alice', isBot: false, ...differences },
});

test('a pull request of ours that was merged or closed is a lesson', () => {
  const merged = { kind: 'merged', pullNumber: 12, head: sha, mergeCommit: 'b'.repeat(40) };
  expect(closed()).toEqual(learn(merged));
  expect(closed({ merged: false })).toEqual(learn({ kind: 'closed', pullNumber: 12 }));
  const bot = { login: 'mergify[bot]', type: 'Bot' };
  expect(closed({}, bot)).toEqual(learn(merged, { sender: 'mergify[bot]', isBot: true }));
});

test('FAULT 9: what the bot does with its own pull request is none', () => {
  expect(closed({ merged: false }, { login: 'goat[bot]', type: 'Bot' })).toMatchObject({ reason: 'our own doing' });
});

test('the end of any other pull request is one of what people made of its review, whoever ends it', () => {
  const lesson = { kind: 'reviewed', pullNumber: 12 };
  const others = { head: { ...head, ref: 'work' }, merged: false };
  expect(closed(others)).toEqual(learn(lesson));
  expect(closed({ ...others, user: common.sender })).toEqual(learn(lesson));
  // A branch of a fork that is named like ours is none of ours.
  expect(closed({ head: { ...head, repo: { id: 1 } } })).toEqual(learn(lesson));
  expect(closed({ head: { ...head, repo: null } })).toEqual(learn(lesson));
});

test('a pull request that takes another back is a lesson once it is merged', () => {
  const revert = { head: { ...head, ref: 'revert-12-x' }, body: 'Reverts octo/calculator#12', user: common.sender };
  expect(closed(revert)).toEqual(learn({ kind: 'reverted', commits: [], pulls: [12] }));
  expect(closed({ ...revert, merged: false })).toMatchObject({ request: { lesson: { kind: 'reviewed' } } });
  expect(closed({ ...revert, body: null })).toMatchObject({ request: { lesson: { kind: 'reviewed' } } });
});

test('a push to the default branch is a lesson where it takes something back', () => {
  const pushed = (ref: string, message: string) => push({ ...common, ref, commits: [{ message }] });
  const message = `Revert\n\nThis reverts commit ${sha}.`;
  expect(pushed('refs/heads/main', message)).toEqual(learn({ kind: 'reverted', commits: [sha], pulls: [] }));
  expect(pushed('refs/heads/other', message)).toMatchObject({ kind: 'ignore' });
  expect(pushed('refs/heads/main', 'Go on')).toMatchObject({ kind: 'ignore' });
});

test('a review of a pull request of ours, or a comment in one, may be a lesson; whether it is, the task says', () => {
  const said = (changes: object) => reviewSaid({ ...common, pull_request: { head }, ...changes });
  const comment = { body: 'We use tabs.', html_url: 'https://x/1' };
  const lesson = { kind: 'said', text: 'We use tabs.', url: 'https://x/1' };
  expect(said({ comment })).toEqual(learn(lesson));
  expect(said({ review: comment })).toEqual(learn(lesson));
  expect(said({ review: { ...comment, body: null } })).toMatchObject({ kind: 'ignore' });
  expect(said({ comment, sender: { login: 'goat[bot]', type: 'Bot' } })).toMatchObject({ kind: 'ignore' });
  expect(said({ comment, pull_request: { head: { ...head, ref: 'mine' } } })).toMatchObject({ kind: 'ignore' });
  expect(said({ comment: { ...comment, body: 'x'.repeat(60_000) } })).toMatchObject({
    request: { lesson: { text: 'x'.repeat(10_000) } },
  });
});

test.each([pullRequestClosed, push, reviewSaid])(
  'FAULT 4: a payload that lacks fields is told, and starts nothing',
  (handle) => {
    for (const payload of [null, {}, { ...common }, []])
      expect(handle(payload)).toMatchObject({ kind: 'unexpected payload' });
  },
);
