import { runGit } from './run-git.ts';

const mostWords = 200;

/** The text files of a commit (its full name: `git grep` takes no end of options) that hold one of these words as a whole word. */
export async function filesWithWords(gitDir: string, commit: string, words: readonly string[]): Promise<string[]> {
  if (words.length === 0) return [];
  const patterns = words.slice(0, mostWords).flatMap((word) => ['-e', word]);
  const found = await runGit(['grep', '-lzIwF', '--full-name', ...patterns, commit, '--'], { gitDir, nothingFound: 1 });
  return found
    .toString()
    .split('\0')
    .flatMap((entry) => (entry === '' ? [] : [entry.slice(commit.length + 1)]));
}
