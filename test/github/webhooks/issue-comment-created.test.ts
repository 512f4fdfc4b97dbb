import { describe, expect, test } from 'vitest';
import { issueCommentCreated } from '../../../src/github/webhooks/issue-comment-created.ts';
import { taskMarker } from '../../../src/text/task-marker.ts';
import { commentPayload, repository, settings } from './deliveries.ts';

const react = (...payload: Parameters<typeof commentPayload>) =>
  issueCommentCreated(commentPayload(...payload), settings);

describe('a comment with `/goat fix`', () => {
  test('starts a fix of the issue as it was then', () => {
    expect(react('/goat fix look at add()')).toEqual({
      kind: 'start',
      request: {
        kind: 'fix',
        repository,
        issue: {
          number: 12,
          title: 'Sum is wrong',
          body: 'add(1, 2) is 4',
          url: 'https://github.test/octo/calculator/issues/12',
        },
        hint: 'look at add()',
        sender: 'hubot-the-person',
        commentId: 900,
        limits: settings.limits,
      },
    });
  });

  test('knows who wrote the issue, and `/goat plan` asks for a plan only', () => {
    expect(react('/goat plan', { issue: { user: { login: 'bob' } } })).toMatchObject({
      request: { kind: 'fix', planOnly: true, issueAuthor: 'bob' },
    });
  });

  test('takes an issue without a body', () => {
    expect(react('/goat fix', { issue: { body: null } })).toMatchObject({ request: { issue: { body: '' } } });
  });

  test('may ask for less than the server’s limits, never for more', () => {
    expect(react('/goat fix --max-iterations 2 --budget-tokens 9000')).toMatchObject({
      request: { limits: { iterations: 2, tokens: 9_000 } },
    });
    expect(react('/goat fix --max-iterations 50 --budget-tokens 99000000')).toMatchObject({
      request: { limits: settings.limits },
    });
  });

  test('on a pull request is a remark where the pull request is ours, and asks for it to be mended where it is not', () => {
    const onPull = { issue: { pull_request: { url: 'https://github.test' } } };
    expect(react('/goat fix the names --max-iterations 2', onPull)).toMatchObject({
      kind: 'feedback',
      feedback: { kind: 'comment', body: 'the names' },
      otherwise: {
        kind: 'respond',
        pullNumber: 12,
        gatherSeconds: 0,
        limits: { ...settings.limits, iterations: 2 },
        asked: {
          by: 'hubot-the-person',
          hint: 'the names',
          commentId: 900,
          issue: { number: 12, title: 'Sum is wrong' },
        },
      },
    });
  });

  test('on a closed pull request is answered that it is closed', () => {
    expect(react('/goat fix', { issue: { state: 'closed', pull_request: {} } })).toMatchObject({
      request: { kind: 'answer', command: 'help', note: 'This pull request is closed.' },
    });
  });

  test('on a closed issue is answered that it is closed', () => {
    expect(react('/goat fix', { issue: { state: 'closed' } })).toMatchObject({
      request: { kind: 'answer', command: 'help', note: expect.stringContaining('closed') },
    });
  });
});

describe('a comment with another command', () => {
  test.each([
    ['/goat setup', false],
    ['/goat setup --guard-workflows', true],
  ])('`%s` starts a set-up', (body, guardWorkflows) => {
    expect(react(body)).toEqual({
      kind: 'start',
      request: {
        kind: 'setup',
        repository,
        issueNumber: 12,
        sender: 'hubot-the-person',
        commentId: 900,
        guardWorkflows,
      },
    });
  });

  test.each(['stop', 'status', 'help'])('`/goat %s` is answered', (command) => {
    expect(react(`/goat ${command}`)).toEqual({
      kind: 'start',
      request: {
        kind: 'answer',
        command,
        repository,
        issueNumber: 12,
        sender: 'hubot-the-person',
        commentId: 900,
        note: '',
      },
    });
  });

  test('that is not known is answered with help', () => {
    expect(react('/goat dance')).toMatchObject({
      request: { command: 'help', note: '`/goat dance` is not a command.' },
    });
  });
});

describe('a comment starts nothing', () => {
  test('without a command: it is kept only where its writer was asked something', () => {
    expect(react('It gives -1.')).toEqual({
      kind: 'plain comment',
      comment: { repository, issueNumber: 12, sender: 'hubot-the-person', commentId: 900, text: 'It gives -1.' },
    });
    expect(react('x'.repeat(65_536))).toMatchObject({ comment: { text: 'x'.repeat(10_000) } });
    expect(react(' ')).toMatchObject({ kind: 'ignore' });
  });

  test.each(['Bot', 'Organization', 'Mannequin', ''])('FAULT 9: from a sender of the type %j', (type) => {
    expect(react('/goat fix', { sender: { type } })).toMatchObject({ kind: 'ignore' });
  });

  test('FAULT 9: when its author is a bot', () => {
    expect(react('/goat fix', { comment: { user: { type: 'Bot' } } })).toMatchObject({ kind: 'ignore' });
  });

  test('FAULT 9: when it carries the mark of a task’s own comments', () => {
    expect(react(`${taskMarker('01J')}\n\n/goat fix`)).toMatchObject({ kind: 'ignore' });
  });
});
