import { expect, test } from 'vitest';
import { describeFiles, isBarrel } from '../../src/context/describe-files.ts';

test.each([
  ['test/a.ts', ['tests']],
  ['src/a.test.ts', ['tests']],
  ['a_test.go', ['tests']],
  ['examples/a.ts', ['examples']],
  ['docs/a.md', ['examples', 'prose']],
  ['README.md', ['prose']],
  ['types/a.d.ts', ['declarations']],
  ['src/latest.ts', []],
  ['src/contest/z.ts', []],
])('against %s speaks %j', (path, against) => {
  expect(describeFiles([{ path, blob: '' }])[0]).toEqual(against);
});

test('a barrel defines nothing', () => {
  const chunk = { definitions: [] };
  expect(isBarrel('src/index.ts', [chunk])).toBe(true);
  expect(isBarrel('a/__init__.py', [])).toBe(true);
  expect(isBarrel('src/index.ts', [chunk, { definitions: ['start'] }])).toBe(false);
  expect(isBarrel('src/start.ts', [chunk])).toBe(false);
});
