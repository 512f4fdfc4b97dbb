import { expect, test } from 'vitest';
import { type IgnoreWord, matchIgnoreFile } from '../../src/indexing/match-ignore-file.ts';
import { offThread } from '../../src/threads/off-thread.ts';
import { isThreadEnded } from '../../src/threads/thread-ended.ts';

test.each<[string, Record<string, IgnoreWord | null>]>([
  ['/a', { a: 'ignored', 'b/a': null }],
  ['a/', { a: null, 'a/b/c': 'ignored', 'x/a/b': 'ignored' }],
  ['*.snap\n!keep.snap', { 'x.snap': 'ignored', 'x/keep.snap': 'included' }],
  ['!vendor/ours/', { 'vendor/ours/deep/a.go': 'included', 'vendor/a.go': null }],
  ['!vendor/\nvendor/*/test/', { 'vendor/a/b.go': 'included', 'vendor/a/test/b.go': 'ignored' }],
  ['a/\n!a/b', { 'a/b': 'ignored' }],
  ['A', { a: null }],
  ['# all\n\\#x\n\\!y', { '#x': 'ignored', '!y': 'ignored' }],
  ['**/x/**', { 'a/x/b': 'ignored', x: null }],
  ['', { '../a': null, '/a': null, 'a//b': null }],
])('%j', (text, words) => {
  expect(matchIgnoreFile(text, Object.keys(words))).toEqual(Object.values(words));
});

test('FAULT 59: a line that takes for ever to match can be ended', async () => {
  const module = new URL('../../src/indexing/match-ignore-file.ts', import.meta.url).href;
  const match = offThread(module, matchIgnoreFile, { limitMs: 1_000 });
  const error = await match([`${'**/a/'.repeat(20)}b`, [`${'a/'.repeat(100)}c`]]).catch((thrown: unknown) => thrown);
  expect(isThreadEnded(error)).toBe(true);
});
