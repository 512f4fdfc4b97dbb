import { runGit } from '../../../src/workspace/run-git.ts';
import type { RealCase } from './cases.ts';
import { isTest, type SourceChange } from './source-change.ts';

const identity = {
  GIT_AUTHOR_NAME: 'bench',
  GIT_AUTHOR_EMAIL: 'bench@localhost',
  GIT_COMMITTER_NAME: 'bench',
  GIT_COMMITTER_EMAIL: 'bench@localhost',
};

/**
 * Makes a repository that stands where a project's people stood: at the base commit, with the tests of the fix on top.
 * @returns what the project's own fix changes beside its tests.
 */
export async function makeRepository(
  bare: string,
  { base, fix }: RealCase,
  directory: string,
): Promise<SourceChange[]> {
  // The product's git speaks to no local path unless it is asked to.
  const local = { GIT_ALLOW_PROTOCOL: 'file' };
  await runGit(['clone', '--quiet', '--no-checkout', '--', bare, directory], { env: local });
  const git = async (...args: string[]) => (await runGit(args, { cwd: directory, env: identity })).toString();
  await git('checkout', '--quiet', '-B', 'bench', base);
  const changed = (await git('diff', '--name-only', '--no-renames', '-z', base, fix)).split('\0').filter(Boolean);
  const tests = changed.filter(isTest);
  await git('checkout', '--quiet', fix, '--', ...tests);
  await git('commit', '--quiet', '-m', 'Add the tests of the fix');

  const read = (commit: string, path: string) => git('cat-file', 'blob', `${commit}:${path}`);
  return await Promise.all(
    changed
      .filter((path) => !isTest(path))
      .map(async (path) => ({ path, before: await read(base, path), after: await read(fix, path) })),
  );
}
