import { describe, expect, test } from 'vitest';
import { issueLabeled } from '../../../src/github/webhooks/issue-labeled.ts';
import { labelPayload, repository, settings } from './deliveries.ts';

const react = (...payload: Parameters<typeof labelPayload>) => issueLabeled(labelPayload(...payload), settings);

describe('a label on an issue', () => {
  test.each([
    ['goat', true],
    ['GOAT', true],
    ['goats', false],
  ])('%s starts a task, which asks the repository whether it means a fix', (name, isDefault) => {
    expect(react(name)).toMatchObject({
      kind: 'start',
      request: {
        kind: 'fix',
        repository,
        hint: '',
        sender: 'hubot-the-person',
        commentId: null,
        limits: settings.limits,
        label: { name, isDefault },
      },
    });
  });

  test.each([
    ['by a bot', { sender: { type: 'Bot' } }],
    ['on a pull request', { issue: { pull_request: {} } }],
    ['on a closed issue', { issue: { state: 'closed' } }],
  ])('FAULT 9: %s starts nothing', (_reason, changes) => {
    expect(react('goat', changes)).toMatchObject({ kind: 'ignore' });
  });
});
