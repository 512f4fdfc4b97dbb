import { expect, test } from 'vitest';
import { repositoryFiles } from '../../../src/indexing/imports/repository-files.ts';

const files = repositoryFiles(['a.ts', 'src/a.ts', 'src/lib/a.ts', 'src/xlib/a.ts', 'src/lib/b.ts']);

test('folders know their files', () => {
  expect(files.filesIn('src/lib')).toEqual(['src/lib/a.ts', 'src/lib/b.ts']);
  expect(files.filesIn('')).toEqual(['a.ts']);
  expect(files.filesIn('none')).toEqual([]);
  expect([files.hasFolder('src'), files.hasFolder(''), files.hasFolder('sr')]).toEqual([true, true, false]);
});

test('paths are found by their last segments, whole ones only', () => {
  expect(files.endingWith('lib/a.ts')).toEqual(['src/lib/a.ts']);
  expect(files.endingWith('a.ts')).toEqual(['a.ts', 'src/a.ts', 'src/lib/a.ts', 'src/xlib/a.ts']);
  expect(files.endingWith('src/lib/a.ts')).toEqual(['src/lib/a.ts']);
  expect(files.endingWith('.ts')).toEqual([]);
  expect(files.foldersEndingWith('lib')).toEqual(['src/lib']);
});

test('what many paths end with says nothing, but with more segments it does', () => {
  const many = Array.from({ length: 200 }, (_, n) => `packages/p${n}/src/index.ts`);
  const large = repositoryFiles([...many, 'p7-old/src/index.ts', 'x/p7/src/index.ts']);
  expect(large.endingWith('index.ts')).toEqual([]);
  expect(large.endingWith('src/index.ts')).toEqual([]);
  expect([...large.endingWith('p7/src/index.ts')].sort()).toEqual(['packages/p7/src/index.ts', 'x/p7/src/index.ts']);
  expect(large.endingWith('p/src/index.ts')).toEqual([]);
});
