import { expect, test } from 'vitest';
import { conflictHunks } from '../../src/patching/conflict-hunks.ts';

const hunk = (lines: readonly string[]) => ['<<<<<<< left', ...lines, '=======', '>>>>>>> right'].join('\n');

test('the conflicts of a text, without what is around them', () => {
  const text = `a\n${hunk(['b'])}\nc\n${hunk(['d'])}\n`;
  expect(conflictHunks(text)).toEqual([hunk(['b']), hunk(['d'])]);
  expect(conflictHunks('a\n=======\nb\n')).toEqual([]);
});

test('a long one is cut, and there are five at most', () => {
  const lines = Array.from({ length: 100 }, (_, index) => `line ${index}`);
  const [first] = conflictHunks(hunk(lines));
  expect(first?.split('\n')).toHaveLength(41);
  expect(first).toMatch(/line 38\n… 63 more lines$/);
  expect(conflictHunks(Array.from({ length: 9 }, () => hunk(['x'])).join('\n'))).toHaveLength(5);
});
