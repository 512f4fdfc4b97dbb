import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repositoryLayout } from '../../src/context/repository-layout.ts';

const paths = ['README.md', 'src/a.ts', 'src/deep/b.ts', 'src/deep/c.ts', 'test/a.ts', 'test/b.ts', 'test/c.ts'];

test('with room, every file is a line', () => {
  expect(repositoryLayout(paths, 100)).toEqual(paths);
});

test('without, folders stay closed, those deep in the tree and the larger ones first', () => {
  expect(repositoryLayout(paths, 3)).toEqual(['README.md', 'src/ (3 files)', 'test/ (3 files)']);
  expect(repositoryLayout(paths, 4)).toEqual(['README.md', 'src/a.ts', 'src/deep/ (2 files)', 'test/ (3 files)']);
  expect(repositoryLayout(paths, 6)).toEqual([
    'README.md',
    'src/a.ts',
    'src/deep/ (2 files)',
    'test/a.ts',
    'test/b.ts',
    'test/c.ts',
  ]);
});

test('where not even the top fits, there is none', () => {
  expect(repositoryLayout(paths, 2)).toEqual([]);
});

test('there are never more lines than the limit', () => {
  const path = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 5 })
    .map((parts) => `${parts.join('/')}/f`);
  fc.assert(
    fc.property(fc.uniqueArray(path, { maxLength: 60 }), fc.nat({ max: 40 }), (all, limit) => {
      expect(repositoryLayout(all, limit).length).toBeLessThanOrEqual(limit);
    }),
  );
});
