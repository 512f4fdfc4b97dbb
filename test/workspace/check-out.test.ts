import { lstat, readdir, readFile, readlink, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkOut } from '../../src/workspace/check-out.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import { type Files, loseContent, temporaryFolder, temporaryRepository } from './temporary-repository.ts';

async function checkedOut(files: Files): Promise<string> {
  const directory = join(await temporaryFolder(), 'out');
  await checkOut({ ...(await temporaryRepository(files)), directory });
  return directory;
}

test('files come out byte for byte, with their modes, and without a git directory', async () => {
  const directory = await checkedOut({
    'a/b/c.txt': 'one\r\ntwo',
    binary: Buffer.from([0, 255, 13, 10]),
    run: { executable: '#!/bin/sh\n' },
    module: { submodule: 'c0ffee00'.repeat(5) },
  });
  expect(await readFile(join(directory, 'a/b/c.txt'), 'utf8')).toBe('one\r\ntwo');
  expect(await readFile(join(directory, 'binary'))).toEqual(Buffer.from([0, 255, 13, 10]));
  expect((await lstat(join(directory, 'run'))).mode & 0o111).not.toBe(0);
  expect((await readdir(directory)).sort()).toEqual(['a', 'binary', 'run']);
});

test('what the clone lacks is left out', async () => {
  const place = await temporaryRepository({ kept: 'x', lost: 'y' });
  await loseContent(place.gitDir, place.commit, 'lost');
  const directory = join(await temporaryFolder(), 'out');
  await checkOut({ ...place, directory });
  expect(await readdir(directory)).toEqual(['kept']);
});

test('FAULT 58: a file larger than what is kept in memory comes out whole', async () => {
  const large = Buffer.alloc(9 * 1024 * 1024, 'line\n');
  const directory = await checkedOut({ large, small: 'x' });
  expect((await readFile(join(directory, 'large'))).equals(large)).toBe(true);
});

test.each([
  ['link', 'a/file'],
  ['a/link', '../file'],
  ['a/link', 'file'],
  ['a/b/link', '../..'],
  ['link', './a'],
  ['link', 'nothing/here'],
])('FAULT 53: the link %j to %j stays inside, and is a link', async (path, target) => {
  const directory = await checkedOut({ [path]: { link: target }, 'a/file': 'x', 'a/b/file': 'x' });
  expect(await readlink(join(directory, path))).toBe(target);
});

test.each([
  ['link', '/etc/passwd'],
  ['link', '../outside'],
  ['link', '..'],
  ['a/link', '../../outside'],
  ['link', 'a/../../outside'],
  ['link', 'a/b/..'],
  ['link', 'a\\..\\..'],
  ['link', '.git/config'],
])('FAULT 53: the link %j to %j could leave, and becomes a plain file', async (path, target) => {
  const directory = await checkedOut({ [path]: { link: target }, 'a/file': 'x' });
  expect((await lstat(join(directory, path))).isSymbolicLink()).toBe(false);
  expect(await readFile(join(directory, path), 'utf8')).toBe(target);
});

test('FAULT 53: links that lead over links end inside', async () => {
  const directory = await checkedOut({
    'a/b/c/file': 'x',
    'a/b/c/up': { link: '../../..' },
    shallow: { link: 'a/b/c' },
    through: { link: 'shallow/up/a' },
  });
  expect(await realpath(join(directory, 'through'))).toBe(join(await realpath(directory), 'a'));
});

test('FAULT 53: a tree that holds a link and a folder of one name writes nothing outside', async () => {
  const outside = await temporaryFolder();
  const { gitDir } = await temporaryRepository({ a: 'x' });
  const object = async (args: string[], input: string) => (await runGit(args, { gitDir, input })).toString().trim();
  const link = await object(['hash-object', '-w', '--stdin'], outside);
  const file = await object(['hash-object', '-w', '--stdin'], 'evil');
  const folder = await object(['mktree'], `100644 blob ${file}\tfile\n`);
  const tree = await object(['mktree'], `120000 blob ${link}\td\n040000 tree ${folder}\td\n`);
  await checkOut({ gitDir, commit: tree, directory: join(await temporaryFolder(), 'out') }).catch(() => undefined);
  expect(await readdir(outside)).toEqual([]);
});

test('FAULT 54: names that a file system could take for .git are left out', async () => {
  const { gitDir } = await temporaryRepository({ a: 'x' });
  const object = async (args: string[], input: string) => (await runGit(args, { gitDir, input })).toString().trim();
  const file = await object(['hash-object', '-w', '--stdin'], 'evil');
  const folder = await object(['mktree'], `100644 blob ${file}\tconfig\n`);
  const names = ['.git', '.GIT', 'git~1', '..', '.git '].map((name) => `040000 tree ${folder}\t${name}\n`);
  const tree = await object(['mktree'], `${names.join('')}100644 blob ${file}\tgood\n`);
  const parent = await temporaryFolder();
  await checkOut({ gitDir, commit: tree, directory: join(parent, 'out') });
  expect(await readdir(parent)).toEqual(['out']);
  expect(await readdir(join(parent, 'out'))).toEqual(['good']);
});

test('a folder that is not empty is refused', async () => {
  const directory = await temporaryFolder();
  await writeFile(join(directory, 'x'), '');
  await expect(checkOut({ ...(await temporaryRepository({ a: 'x' })), directory })).rejects.toThrow('is not empty');
});

test('an aborted check-out throws the reason', async () => {
  const signal = AbortSignal.abort(new Error('stopped by a person'));
  const directory = join(await temporaryFolder(), 'out');
  const checkingOut = checkOut({ ...(await temporaryRepository({ a: 'x' })), directory, signal });
  await expect(checkingOut).rejects.toThrow('stopped by a person');
});
