import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyLineEdits, lineEdits } from '../../src/review/line-edits.ts';

test('names the lines that are replaced, added and removed', () => {
  expect(lineEdits('a\nb\nc\nd\n', 'a\nx\ny\nc\nd\ne\n')).toEqual([
    { start: 2, old: ['b'], now: ['x', 'y'] },
    { start: 5, old: [], now: ['e'] },
  ]);
  expect(lineEdits('a\nb\nc\n', 'a\nc\n')).toEqual([{ start: 2, old: ['b'], now: [] }]);
  expect(lineEdits('a\n', 'a\n')).toEqual([]);
});

test('its edits make the one text of the other', () => {
  const text = fc.array(fc.constantFrom('a', 'b', '{', '}', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(applyLineEdits(before, lineEdits(before, after) ?? [])).toBe(after);
    }),
  );
});

test('FAULT 59: gives up on texts that have too little in common', () => {
  const lines = (name: string) => Array.from({ length: 3_000 }, (_, index) => `${name}${index}`).join('\n');
  expect(lineEdits(lines('a'), lines('b'))).toBeUndefined();
});
