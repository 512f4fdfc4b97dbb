import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/workspace/open-workspace.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import { temporaryRepository } from './temporary-repository.ts';

const submodule = 'c0ffee00'.repeat(5);

test('the files of a commit are listed and read as git stores them', async () => {
  const workspace = await openWorkspace(
    await temporaryRepository({
      'src/a.ts': 'one\r\n',
      run: { executable: '#!/bin/sh\n' },
      link: { link: 'src/a.ts' },
      module: { submodule },
      empty: '',
      'naïve 日本.txt': 'three\n',
    }),
  );
  expect(workspace.paths()).toEqual(['empty', 'link', 'module', 'naïve 日本.txt', 'run', 'src/a.ts']);
  expect(workspace.entry('run')).toMatchObject({ mode: '100755', size: 10 });
  expect(workspace.entry('module')).toMatchObject({ mode: '160000', sha: submodule, size: 0 });
  expect((await workspace.read('src/a.ts'))?.toString()).toBe('one\r\n');
  expect((await workspace.read('link'))?.toString()).toBe('src/a.ts');
  expect(await workspace.read('empty')).toEqual(Buffer.alloc(0));
  expect(await workspace.read('module')).toBeUndefined();
  expect(await workspace.read('nothing')).toBeUndefined();
  expect(workspace.entry('nothing')).toBeUndefined();
});

test('edits lie over the commit and are what it differs by', async () => {
  const workspace = await openWorkspace(
    await temporaryRepository({ b: 'old\n', c: 'gone\n', same: 'same\n', run: { executable: 'x\n' } }),
  );
  workspace.write('b', Buffer.from('new\n'));
  workspace.write('a', Buffer.from('made\n'));
  workspace.write('same', Buffer.from('same\n'));
  workspace.write('run', Buffer.from('y\n'));
  workspace.write('made and deleted', Buffer.from('x'));
  workspace.delete('made and deleted');
  workspace.delete('c');
  expect(workspace.paths()).toEqual(['a', 'b', 'run', 'same']);
  expect(await workspace.read('c')).toBeUndefined();
  const changes = await workspace.changes();
  expect(changes.map(({ path, mode, before, after }) => [path, mode, before?.toString(), after?.toString()])).toEqual([
    ['a', '100644', undefined, 'made\n'],
    ['b', '100644', 'old\n', 'new\n'],
    ['c', '100644', 'gone\n', undefined],
    ['run', '100755', 'x\n', 'y\n'],
  ]);
});

test('after a mark only what is new counts, undone edits included', async () => {
  const workspace = await openWorkspace(await temporaryRepository({ a: 'one\n', b: 'one\n', c: 'one\n' }));
  workspace.write('a', Buffer.from('two\n'));
  workspace.delete('b');
  workspace.write('c', Buffer.from('two\n'));
  workspace.mark();
  expect(await workspace.changesSinceMark()).toEqual([]);
  workspace.write('a', Buffer.from('one\n'));
  workspace.write('b', Buffer.from('back\n'));
  const since = await workspace.changesSinceMark();
  expect(since.map(({ path, before, after }) => [path, before?.toString(), after?.toString()])).toEqual([
    ['a', 'two\n', 'one\n'],
    ['b', undefined, 'back\n'],
  ]);
  expect((await workspace.changes()).map(({ path }) => path)).toEqual(['b', 'c']);
});

test('FAULT 58: names that are not UTF-8 are listed apart, and the rest is there', async () => {
  const workspace = await openWorkspace(await temporaryRepository({ '"caf\\351.txt"': 'x', 'a\tb': 'y', a: 'z' }));
  expect(workspace.paths()).toEqual(['a', 'a\tb']);
  expect(workspace.unreadablePaths()).toEqual(['caf\\xe9.txt']);
});

test('FAULT 58: a hundred thousand files and a deep tree open', async () => {
  const { gitDir } = await temporaryRepository({ [`${'d/'.repeat(200)}deep`]: 'x' });
  const blob = (await runGit(['hash-object', '-w', '--stdin'], { gitDir, input: 'x' })).toString().trim();
  const input = Array.from({ length: 100_000 }, (_, n) => `100644 blob ${blob}\tfile-${n}\n`).join('');
  const tree = (await runGit(['mktree'], { gitDir, input })).toString().trim();
  const env = { GIT_AUTHOR_NAME: 'P', GIT_AUTHOR_EMAIL: 'p', GIT_COMMITTER_NAME: 'P', GIT_COMMITTER_EMAIL: 'p' };
  const commit = (await runGit(['commit-tree', '-m', 'x', tree], { gitDir, env })).toString().trim();
  const workspace = await openWorkspace({ gitDir, commit });
  expect(workspace.paths()).toHaveLength(100_000);
  expect((await workspace.read('file-99999'))?.toString()).toBe('x');
});

test('a commit that is not there gives a sentence', async () => {
  const { gitDir } = await temporaryRepository({ a: 'x' });
  await expect(openWorkspace({ gitDir, commit: 'deadbeef'.repeat(5) })).rejects.toThrow(/^git ls-tree failed: /);
});
