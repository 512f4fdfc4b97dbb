import { expect, test } from 'vitest';
import { changesBetween } from '../../src/workspace/changes-between.ts';
import { commitFiles, temporaryRepository } from './temporary-repository.ts';

const sha = 'a'.repeat(40);

test('the files that differ between two commits are read, on both sides', async () => {
  const { gitDir, commit: from } = await temporaryRepository({ 'a.txt': '1\n', 'gone.txt': 'x\n', 'same.txt': 's\n' });
  const to = await commitFiles(gitDir, { 'a.txt': '2\n', 'new.sh': { executable: 'y\n' }, 'same.txt': 's\n' });
  expect(await changesBetween({ gitDir, from, to }, 10)).toEqual([
    { path: 'a.txt', mode: '100644', before: Buffer.from('1\n'), after: Buffer.from('2\n') },
    { path: 'gone.txt', mode: '100644', before: Buffer.from('x\n'), after: null },
    { path: 'new.sh', mode: '100755', before: null, after: Buffer.from('y\n') },
  ]);
  expect(await changesBetween({ gitDir, from, to }, 1)).toHaveLength(1);
  expect(await changesBetween({ gitDir, from, to: from }, 10)).toEqual([]);
});

test('FAULT 57, 58: submodules and what is larger than a megabyte are left out', async () => {
  const { gitDir, commit: from } = await temporaryRepository({ 'a.txt': '1\n' });
  const to = await commitFiles(gitDir, {
    'a.txt': '2\n',
    sub: { submodule: sha },
    'large.bin': Buffer.alloc(1024 * 1024 + 1),
    'link.txt': { link: '/etc/passwd' },
  });
  const paths = (await changesBetween({ gitDir, from, to }, 10)).map(({ path }) => path);
  expect(paths).toEqual(['a.txt', 'link.txt']);
});

test('FAULT 56: what begins with a dash is no option', async () => {
  const { gitDir, commit } = await temporaryRepository({ 'a.txt': '1\n' });
  await expect(changesBetween({ gitDir, from: '--output=/tmp/x', to: commit }, 10)).rejects.toThrow('git diff-tree');
});
