import { expect, test } from 'vitest';
import { loadPrompt } from '../../src/agent/load-prompt.ts';

test('a prompt is a file with its variables filled in', () => {
  const prompt = loadPrompt('tests-failed', { report: 'THE REPORT' });
  expect(prompt).toContain('THE REPORT');
  expect(prompt).not.toContain('{{');
});

test('a value is inserted verbatim and not looked at again', () => {
  const value = "{{report}} {{marker}} $& $' $1";
  expect(loadPrompt('tests-failed', { report: value })).toContain(value);
});

test('a variable without a value is an error', () => {
  expect(() => loadPrompt('tests-failed', {})).toThrow('The prompt "tests-failed" needs a value for {{report}}.');
});

test('a value without a variable is an error', () => {
  const values = { report: '', toString: '' };
  expect(() => loadPrompt('tests-failed', values)).toThrow('The prompt "tests-failed" has no variable {{toString}}.');
});
