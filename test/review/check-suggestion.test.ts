import { describe, expect, test } from 'vitest';
import { whyNotSuggested } from '../../src/review/check-suggestion.ts';

const text = `function total(items) {
  let sum = 0;
  for (const item of items) {
    sum += item.price;
  }
  return sum;
}
`;
const offer = (start: number, end: number, suggestion: string, path = 'cart.js', file = text) =>
  whyNotSuggested(path, file, { start, end }, suggestion);

describe('a suggestion', () => {
  test.each([
    ['one line', 4, 4, '    sum += item.price * item.count;'],
    ['several lines by fewer', 3, 5, '  for (const { price } of items) sum += price;'],
    ['lines by nothing', 2, 2, ''],
    ['the last line', 7, 7, '}'.concat(' // total')],
    ['one line that is also the next one', 2, 2, '  return sum;'],
  ])('may replace %s', async (_what, start, end, suggestion) => {
    expect(await offer(start, end, suggestion)).toBeNull();
  });

  test('that breaks the file is not offered, whichever bracket it is', async () => {
    for (const [start, end, suggestion] of [
      [3, 3, '  for (const item of items)) {'],
      [5, 5, ''],
      [7, 7, '}}'],
      [1, 7, 'function total(items) {'],
    ] as const) {
      expect(await offer(start, end, suggestion)).toBe('With it, the file no longer parses.');
    }
  });

  test('that repeats the line before or behind it is not offered: taken, it would stand there twice', async () => {
    expect(await offer(4, 4, '  for (const item of items) {\n    sum += item.cost;')).toBe(
      'It repeats line 3, which stays.',
    );
    expect(await offer(2, 2, '  let sum = 1;\n  for (const item of items) {')).toBe('It repeats line 3, which stays.');
  });

  test('that changes nothing, or ends the block that shows it, is not offered', async () => {
    expect(await offer(2, 2, '  let sum = 0;\n')).toBe('It changes nothing.');
    expect(await offer(2, 2, '  let sum = 0; // ```')).toContain('code fence');
  });

  test('for a file with errors may leave them as they are, and may mend them', async () => {
    const broken = text.replace('return sum;', 'return sum)));');
    expect(await offer(4, 4, '    sum += item.cost;', 'cart.js', broken)).toBeNull();
    expect(await offer(6, 6, '  return sum;', 'cart.js', broken)).toBeNull();
  });

  test('is not judged by syntax in a language without a grammar that is a judge', async () => {
    expect(await offer(1, 1, 'anything ((', 'notes.txt', 'one\ntwo\n')).toBeNull();
  });
});
