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
  const output = await runGit(gitDir, ['diff', '--patch-with-raw', '-z', '-M', '--no-abbrev', from, to, '--']);
  // An empty field stands between the list of files and their patches, which come in the same order.
  const listEnd = output.indexOf('\0\0');
  const fields = output.toString('utf8', 0, listEnd + 1).split('\0');
  const patches = output.toString('utf8', listEnd + 2).split(/^(?=diff --git )/m);
  const files: FileDifference[] = [];
  for (let at = 0; at < fields.length && fields[at] !== ''; ) {
    const [, , before = '', after = '', letters = ''] = (fields[at] ?? '').split(' ');
    const letter = letters.charAt(0);
    const renamed = letter === 'R';
    const first = fields[at + 1] ?? '';
    const path = renamed ? (fields[at + 2] ?? '') : first;
    at += renamed ? 3 : 2;
    // A file that becomes a link is a file that goes and a link that comes.
    const patch = hunksOf(patches.splice(0, letter === 'T' ? 2 : 1).join(''));
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
function hunksOf(patch: string): string {
  const start = patch.search(/^@@ /m);
  // Only the last line's end: a line of context may be empty.
  return start === -1 ? '' : patch.slice(start).replace(/\n$/, '');
}
