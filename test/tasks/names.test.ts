import { describe, expect, test } from 'vitest';
import { describeFailure } from '../../src/tasks/describe-failure.ts';
import { branchName } from '../../src/tasks/fix/branch-name.ts';
import { commitMessage } from '../../src/tasks/fix/commit-message.ts';
import { EndTask } from '../../src/tasks/outcome.ts';

describe('the branch', () => {
  test.each([
    ['Invoice lines do not add up', 'goat/issue-7-invoice-lines-do-not-add-up'],
    ['Crème brûlée: 100 % wrong!', 'goat/issue-7-creme-brulee-100-wrong'],
    ['--upload-pack=evil ../../x', 'goat/issue-7-upload-pack-evil-x'],
    ['数え方が違う', 'goat/issue-7'],
    ['', 'goat/issue-7'],
  ])('FAULT 56: of "%s" is %s', (title, name) => {
    expect(branchName(7, title)).toBe(name);
  });

  test('has a slug of at most 40 characters that does not end in a dash', () => {
    const slug = branchName(7, 'a'.repeat(39) + ' b'.repeat(30)).slice('goat/issue-7-'.length);
    expect(slug.length).toBeLessThanOrEqual(40);
    expect(slug).not.toMatch(/-$/);
  });
});

describe('the commit message', () => {
  test('has a subject, the reasons and the trailer of its task', () => {
    expect(commitMessage('01TASK', 'Spread the discount', 'Each line rounded for itself.')).toBe(
      'Spread the discount\n\nEach line rounded for itself.\n\nGoat-Task: 01TASK',
    );
  });

  test('keeps the subject on one line of 72 characters, and secrets out', () => {
    const message = commitMessage('01TASK', `Use\nghp_${'a'.repeat(36)} ${'x'.repeat(100)}`, '');
    const [subject = '', ...rest] = message.split('\n');
    expect(subject.length).toBeLessThanOrEqual(72);
    expect(subject).not.toContain('ghp_a');
    expect(rest.join('\n')).toBe('\nGoat-Task: 01TASK');
  });
});

describe('what people read of a failure', () => {
  test('is the outcome that ended the task, where there is one', () => {
    const outcome = { kind: 'stopped', reason: 'Stopped by @bob.', next: '' } as const;
    expect(describeFailure(new EndTask(outcome), '01TASK')).toBe(outcome);
  });

  test('is our own sentence, without secrets and on one line', () => {
    const error = new Error(`Cloning with ghs_${'a'.repeat(36)} failed: check the app.\n    at stack`);
    expect(describeFailure(error, '01TASK').reason).toBe('Cloning with [redacted] failed: check the app.');
  });

  test('names the task, not the defect, where the defect is ours', () => {
    expect(describeFailure(new TypeError("Cannot read properties of undefined (reading 'x')"), '01TASK').reason).toBe(
      'Something went wrong inside; the log has the details under task 01TASK.',
    );
    expect(describeFailure('thrown text', '01TASK').reason).toContain('01TASK');
  });
});
