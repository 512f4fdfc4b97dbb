import path from 'node:path';
import { expect, test } from 'vitest';
import { findSnapshot } from '../../src/cli/find-snapshot.ts';
import { readCommandLineEnvironment } from '../../src/config/environment.ts';
import { runGit } from '../../src/workspace/run-git.ts';
import { commitFiles, temporaryFolder, temporaryRepository } from '../workspace/temporary-repository.ts';

const config = { ...readCommandLineEnvironment({}), callerDirectory: '/' };

test('a revision stands for a commit: a branch, a tag, a short name, and what git makes of them', async () => {
  const { gitDir, commit: first } = await temporaryRepository({ a: '1' });
  const second = await commitFiles(gitDir, { a: '2' });
  await runGit(['tag', 'v1', first], { gitDir });
  for (const [revision, commit] of [
    ['HEAD', second],
    ['main', second],
    ['v1', first],
    ['HEAD~1', first],
    [first.slice(0, 10), first],
  ] as const) {
    expect(await findSnapshot(config, gitDir, revision)).toEqual({ repository: `local:${gitDir}`, gitDir, commit });
  }
});

test('a folder with a .git is its repository, counted from where the command was called', async () => {
  const folder = await temporaryFolder();
  await runGit(['init', '--quiet', '--initial-branch=main'], { cwd: folder });
  const gitDir = path.join(folder, '.git');
  const commit = await commitFiles(gitDir, { a: '1' });
  const called = { ...config, callerDirectory: path.dirname(folder) };
  expect(await findSnapshot(called, path.basename(folder), 'HEAD')).toMatchObject({ gitDir, commit });
});

test.each([
  ['v9', 'There is no commit "v9" in '],
  ['--all', 'There is no commit "--all" in '],
  ['main:a', 'There is no commit "main:a" in '],
  ['', 'There is no commit "" in '],
  ['main..main', 'There is no commit "main..main" in '],
  ['f'.repeat(40), 'There is no commit "fff'],
])('the revision %j is refused', async (revision, problem) => {
  const { gitDir } = await temporaryRepository({ a: '1' });
  await expect(findSnapshot(config, gitDir, revision)).rejects.toThrow(problem);
});

test('a repository without a commit is refused, and so are a folder without a repository and none at all', async () => {
  const folder = await temporaryFolder();
  await expect(findSnapshot(config, folder, 'HEAD')).rejects.toThrow('There is no git repository in ');
  await expect(findSnapshot(config, path.join(folder, 'none'), 'HEAD')).rejects.toThrow('There is no git repository');
  await runGit(['init', '--quiet'], { cwd: folder });
  await expect(findSnapshot(config, folder, 'HEAD')).rejects.toThrow('has no commit yet');
});
