import { runGit } from './run-git.ts';

/** The bytes of git objects by their full names, from one process; what is not in the repository is left out. */
export async function objectSizes(
  gitDir: string,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const input = names.map((name) => `${name}\n`).join('');
  const format = '--batch-check=%(objectname) %(objectsize)';
  const answer = await runGit(['cat-file', format], { gitDir, input, ...(signal ? { signal } : {}) });
  const sizes = new Map<string, number>();
  for (const line of answer.toString('latin1').split('\n')) {
    const [name = '', size = ''] = line.split(' ');
    if (/^\d+$/.test(size)) sizes.set(name, Number(size));
  }
  return sizes;
}
