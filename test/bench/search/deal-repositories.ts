import { listTree } from '../../../src/workspace/list-tree.ts';
import { runGit } from '../../../src/workspace/run-git.ts';

/** A commit that holds a part of the files of another one. */
export interface DealtRepository {
  /** Names it in the index. */
  readonly repository: string;
  readonly commit: string;
}

const folder = 'refs/dealt/';

/**
 * Deals the files of a commit out to `count` commits without a parent, like cards, so that each has files of all the
 * folders. What was dealt before is taken as it is.
 */
export async function dealRepositories(gitDir: string, commit: string, count: number): Promise<DealtRepository[]> {
  const known = await readDealt(gitDir);
  if (known.length === count) return known;
  const { entries } = await listTree(gitDir, commit);
  const commits = Array.from({ length: count }, (_, part) => [
    `commit ${folder}${part}`,
    'committer bench <bench@localhost> 1767225600 +0000',
    'data 4',
    'Part',
    ...entries
      .filter((_, file) => file % count === part)
      .map(({ path, sha, mode }) => `M ${mode} ${sha} ${quoted(path)}`),
    '',
  ]);
  const input = Buffer.from(commits.flat().join('\n'));
  await runGit(['fast-import', '--quiet', '--force'], { gitDir, input });
  return readDealt(gitDir);
}

export async function readDealt(gitDir: string): Promise<DealtRepository[]> {
  const refs = await runGit(['for-each-ref', '--format=%(objectname) %(refname)', folder], { gitDir });
  return refs
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' '))
    .map(([commit = '', ref = '']) => ({ repository: ref.slice(folder.length), commit }))
    .sort((left, right) => Number(left.repository) - Number(right.repository));
}

/** As git's own stream of commits quotes a path: https://git-scm.com/docs/git-fast-import#_filemodify */
function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}
