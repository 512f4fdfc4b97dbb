import { runGit } from './run-git.ts';

export interface FileDifference {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed';
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  readonly patch: string;
}

const statuses = new Map<string, FileDifference['status']>([
  ['A', 'added'],
  ['D', 'removed'],
  ['M', 'modified'],
  ['R', 'renamed'],
]);

/** The empty tree, which the first commit is compared with. */
export const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** What changed between two trees, file by file, as git shows it with renames. */
export async function differences(gitDir: string, from: string, to: string): Promise<FileDifference[]> {
  const raw = await runGit(gitDir, ['diff', '--raw', '-z', '-M', '--no-abbrev', from, to, '--']);
  const fields = raw.toString('utf8').split('\0');
  const files: FileDifference[] = [];
  for (let at = 0; at < fields.length && fields[at] !== ''; ) {
    const [, , before = '', after = '', letters = ''] = (fields[at] ?? '').split(' ');
    const letter = letters.charAt(0);
    const renamed = letter === 'R';
    const first = fields[at + 1] ?? '';
    const path = renamed ? (fields[at + 2] ?? '') : first;
    at += renamed ? 3 : 2;
    const patch = await patchOf(gitDir, from, to, renamed ? [first, path] : [path]);
    const lines = patch.split('\n');
    files.push({
      path,
      previousPath: renamed ? first : null,
      status: statuses.get(letter) ?? 'changed',
      sha: letter === 'D' ? before : after,
      additions: lines.filter((line) => line.startsWith('+')).length,
      deletions: lines.filter((line) => line.startsWith('-')).length,
      patch,
    });
  }
  return files;
}

/** The hunks alone; empty for a binary file. */
async function patchOf(gitDir: string, from: string, to: string, paths: readonly string[]): Promise<string> {
  const literal = paths.map((path) => `:(literal)${path}`);
  const output = (await runGit(gitDir, ['diff', '-M', from, to, '--', ...literal])).toString('utf8');
  const start = output.search(/^@@ /m);
  return start === -1 ? '' : output.slice(start).trimEnd();
}
