import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runGit } from '../../src/workspace/run-git.ts';
import { commitFiles, type Files } from './commit-files.ts';

export { commitFiles, type Files };

/** A folder that is gone when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'goat-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Takes the content of a file out of a small repository, as a clone may lack it that was made with a filter. */
export async function loseContent(gitDir: string, commit: string, path: string): Promise<void> {
  const sha = (await runGit(['rev-parse', `${commit}:${path}`], { gitDir })).toString().trim();
  await rm(join(gitDir, 'objects', sha.slice(0, 2), sha.slice(2)));
}

/** A new bare repository with one commit on `main`. */
export async function temporaryRepository(files: Files): Promise<{ gitDir: string; commit: string }> {
  const gitDir = await temporaryFolder();
  await runGit(['init', '--quiet', '--bare', '--initial-branch=main', '--', gitDir]);
  return { gitDir, commit: await commitFiles(gitDir, files) };
}
