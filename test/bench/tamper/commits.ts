import { languageOf } from '../../../src/syntax/language.ts';
import { isTestPath } from '../../../src/text/test-path.ts';
import { languagesWithTests } from '../../../src/validation/tamper-gate/languages/languages.ts';
import { runGit } from '../../../src/workspace/run-git.ts';
import type { FileChange } from '../../../src/workspace/workspace.ts';

export interface Commit {
  readonly sha: string;
  readonly message: string;
  readonly changes: readonly FileChange[];
}

/** Commits that are looked at in one repository, newest first. */
const mostLookedAt = 3_000;
/** As many as the validation takes in one patch. */
const mostFiles = 50;

/** Of each repository, `count` commits that change a file of tests that was there, evenly spread over the newest. */
export async function* commitsOf(gitDir: string, count: number): AsyncGenerator<Commit> {
  const git = async (args: readonly string[]) => (await runGit(args, { gitDir })).toString();
  const log = await git([
    ...['log', '--no-merges', `--max-count=${mostLookedAt}`, '--no-renames', '--name-status', '--format=%x01%H'],
    'HEAD',
  ]);
  const touching = log.split('\u0001').flatMap((entry) => {
    const [sha = '', , ...files] = entry.trimEnd().split('\n');
    const changed = files.map((line) => line.split('\t'));
    const isTouching = changed.some(
      ([status, file = '']) => status === 'M' && isTestPath(file) && languagesWithTests.includes(languageOf(file)),
    );
    return isTouching && files.length <= mostFiles ? [sha] : [];
  });
  const step = Math.max(1, touching.length / count);
  for (let index = 0; index < Math.min(count, touching.length); index += 1) {
    const sha = touching[Math.floor(index * step)];
    const commit = sha === undefined ? undefined : await readCommit(gitDir, sha);
    if (commit) yield commit;
  }
}

/** A commit beside its first parent; undefined where a clone without its largest files lacks one of them. */
export async function readCommit(gitDir: string, sha: string): Promise<Commit | undefined> {
  const git = (args: readonly string[]) => runGit(args, { gitDir });
  const message = (await git(['log', '-1', '--format=%B', sha])).toString();
  const raw = (await git(['diff-tree', '-r', '--no-renames', '-z', `${sha}^`, sha])).toString().split('\0');
  const changes: FileChange[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [, newMode = '', old = '', now = ''] = (raw[index] ?? '').split(' ');
    if (newMode === '160000') continue;
    const mode = newMode === '100755' || newMode === '120000' ? newMode : '100644';
    const [before, after] = [await readBlob(gitDir, old), await readBlob(gitDir, now)];
    if (before === undefined || after === undefined) return undefined;
    changes.push({ path: raw[index + 1] ?? '', mode, before, after });
  }
  return { sha, message, changes };
}

/** Null where there is no file, undefined where the clone lacks it. */
async function readBlob(gitDir: string, blob: string): Promise<Buffer | null | undefined> {
  if (/^0+$/.test(blob)) return null;
  try {
    return await runGit(['cat-file', 'blob', blob], { gitDir });
  } catch (error) {
    if (/bad file/.test(String(error))) return undefined;
    throw error;
  }
}
