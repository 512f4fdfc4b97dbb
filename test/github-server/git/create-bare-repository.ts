import { appendFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type FileContent, importCommit } from './fast-import.ts';
import { gitText, runGit } from './run-git.ts';

/** What the first commit holds, or the local repository that is copied with its history. */
export type RepositorySource =
  | { readonly files: Readonly<Record<string, FileContent>> }
  | { readonly directory: string };

const settings = '[uploadpack]\n\tallowFilter = true\n\tallowAnySHA1InWant = true\n[gc]\n\tauto = 0\n';

/** Makes a bare repository as GitHub keeps one, and returns its default branch. */
export async function createBareRepository(
  gitDir: string,
  source: RepositorySource,
  defaultBranch: string,
): Promise<string> {
  await mkdir(dirname(gitDir), { recursive: true });
  if ('directory' in source) {
    await runGit(gitDir, ['clone', '--quiet', '--bare', '--', source.directory, gitDir], { cwd: dirname(gitDir) });
  } else {
    await runGit(gitDir, ['init', '--quiet', '--bare', '-b', defaultBranch, gitDir], { cwd: dirname(gitDir) });
    if (Object.keys(source.files).length > 0) {
      const author = { name: 'Mona Lisa', email: 'mona@example.com' };
      await importCommit(gitDir, { branch: defaultBranch, message: 'Initial commit\n', author, files: source.files });
    }
  }
  await appendFile(join(gitDir, 'config'), settings);
  return 'directory' in source ? gitText(gitDir, ['symbolic-ref', '--short', 'HEAD']) : defaultBranch;
}
