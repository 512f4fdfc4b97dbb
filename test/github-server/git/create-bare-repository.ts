import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type FileContent, importCommit } from './fast-import.ts';
import { gitText, runGit } from './run-git.ts';

/** What the first commit holds, or the local repository that is copied with its history. */
export type RepositorySource =
  | { readonly files: Readonly<Record<string, FileContent>> }
  | { readonly directory: string };

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
  for (const setting of ['uploadpack.allowFilter', 'uploadpack.allowAnySHA1InWant']) {
    await runGit(gitDir, ['config', setting, 'true']);
  }
  await runGit(gitDir, ['config', 'gc.auto', '0']);
  return 'directory' in source ? gitText(gitDir, ['symbolic-ref', '--short', 'HEAD']) : defaultBranch;
}
