import { runGit } from './run-git.ts';

/**
 * The content of one file of a commit; null where there is none.
 * @param commit a full object name. @param path as git stores it.
 */
export async function readFileAt(gitDir: string, commit: string, path: string): Promise<Buffer | null> {
  const entry = (
    await runGit(['--literal-pathspecs', 'ls-tree', '-z', '--full-tree', '--end-of-options', commit, '--', path], {
      gitDir,
    })
  ).toString();
  const [, sha] = /^100\d{3} blob ([0-9a-f]+)\t/.exec(entry) ?? [];
  return sha === undefined ? null : runGit(['cat-file', 'blob', sha], { gitDir });
}
