import { expect, test } from 'vitest';
import { losesEdits } from '../../../src/patching/merge-source/find-losses.ts';

const lines = (...all: readonly string[]) => all.map((line) => `${line}\n`).join('');
const base = lines('a = 1', 'b = 2', 'f(', 'x', ')');

test.each([
  ['a line that a side added is not there', lines('a = 1', 'b = 2', 'c = 3', 'f(', 'x', ')'), base, base, true],
  ['a line that a side deleted is still there', lines('a = 1', 'f(', 'x', ')'), base, base, true],
  ['all is there that a side wrote', lines('a = 1', 'f(', 'x', ')'), base, lines('a = 1', 'f(', 'x', ')'), false],
  [
    'lines stand in one line',
    lines('a = 1', 'b = 2', 'f(x)'),
    base.replace('2', '3'),
    lines('a = 1', 'b = 3', 'f(x)'),
    false,
  ],
  [
    'a word is gone from what stands in one line',
    lines('a = 1', 'b = 2', 'f(x)'),
    base,
    lines('a = 1', 'b = 2', 'f()'),
    true,
  ],
])('%s', (_what, left, right, merged, loses) => {
  expect(losesEdits({ base, left, right, merged }, true)).toBe(loses);
});

test('a line that both sides added may be there once, though one side has fewer of its words in all', () => {
  const texts = {
    base: `${base}x = 1\nx = 2\n`,
    left: lines('a = 1', 'b = 2', 'x = 9', 'f(x)'),
    right: `${base}x = 1\nx = 2\nx = 9\n`,
    merged: `${base}x = 9\n`,
  };
  expect(losesEdits(texts, true, ['f(x)'])).toBe(false);
  expect(losesEdits({ ...texts, merged: base }, true, ['f(x)'])).toBe(true);
});
