import { runGit } from './run-git.ts';

/** The commit that a branch, a tag or an abbreviated name stands for; undefined where there is none. */
export async function findCommit(gitDir: string, revision: string): Promise<string | undefined> {
  try {
    const name = await runGit(['rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`], { gitDir });
    return name.toString().trim();
  } catch (error) {
    if (/Needed a single revision|expected commit type/.test(String(error))) return undefined;
    throw error;
  }
}
