import path from 'node:path';
import { Refusal } from '../config/refusal.ts';
import { runGit } from '../workspace/run-git.ts';

/**
 * The git directory of the repository in a folder, bare or not. Folders above it are not searched: a person who names a
 * folder means that one.
 * @throws Refusal when the folder holds none.
 */
export async function findRepository(folder: string): Promise<string> {
  for (const gitDir of [path.join(folder, '.git'), folder]) {
    const answer = await runGit(['rev-parse', '--absolute-git-dir'], { gitDir }).catch(() => null);
    if (answer) return answer.toString().trimEnd();
  }
  throw new Refusal([`There is no git repository in ${folder}: name another folder, or run git init there.`]);
}
