import { describe, expect, test } from 'vitest';
import { classifyIntent } from '../../src/agent/classify-intent.ts';

const issue = (title: string, body = '') => ({ title, body });

describe('what an issue asks for', () => {
  test.each([
    ['bug', 'Invoice lines do not add up', 'The total is 2.83 instead of 2.82.'],
    ['bug', 'Crash on start', 'Traceback (most recent call last):\n  File "a.py", line 1'],
    ['bug', 'fix: wrong encoding of spaces', ''],
    ['bug', '[Bug] Session is lost', ''],
    ['feature', 'Add an option to follow redirects', 'It would be nice to have.'],
    ['feature', 'feat(router): named groups', ''],
    ['refactor', 'Extract the parser into its own module', ''],
    ['docs', 'Typo in the README', ''],
    ['test', 'Add tests for the money module', ''],
    ['question', 'How do I configure the proxy?', ''],
    ['unclear', 'Named groups', ''],
  ])('%s: %s', (intent, title, body) => {
    expect(classifyIntent(issue(title, body))).toBe(intent);
  });

  test('what went wrong says more than how somebody asks', () => {
    expect(classifyIntent(issue('Add a check', 'It crashes with an exception when the list is empty.'))).toBe('bug');
  });

  test.each([
    ['It does not work', 'Please help!'],
    ['Bug', ''],
    ['', ''],
    ['Bug', '![image 3](https://example.org/attachments/4a)'],
    ['Broken', '<img width="640" alt="the login page" src="https://example.org/attachments/4a">\n\nPlease fix'],
    ['It is broken', '<!-- Tell us which version you use, and how to see it. -->'],
  ])('nothing that anyone could act on: %s %s', (title, body) => {
    expect(classifyIntent(issue(title, body))).toBe('not actionable');
  });

  test('FAULT 59: 262,144 characters of one kind are read in linear time', () => {
    for (const text of ['a', ' ', '(', 'how ', '\n', '![', '<img ']) {
      expect(classifyIntent(issue(text.repeat(65_536), text.repeat(65_536)))).toBe('unclear');
    }
  });
});
