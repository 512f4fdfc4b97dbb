import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { gitError, gitInvocation } from './run-git.ts';

/** The exit code of `git merge-file` is the number of conflicts, up to this; above, it failed. */
const mostConflicts = 127;

/**
 * Merges three texts by line, as git does. Conflicts are marked and named `left` and `right`; above 127, their number
 * is given as 127. In the style `diff3`, they show `base` as well.
 */
export async function mergeFile(
  base: string,
  left: string,
  right: string,
  style: 'merge' | 'diff3' = 'merge',
): Promise<{ text: string; conflicts: number }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'goat-merge-'));
  try {
    const texts = { left, base, right };
    for (const [name, text] of Object.entries(texts)) await writeFile(path.join(folder, name), text);
    const labels = Object.keys(texts).flatMap((name) => ['-L', name]);
    const { args, settings } = gitInvocation(
      ['merge-file', '-p', ...(style === 'diff3' ? ['--diff3'] : []), ...labels, ...Object.keys(texts)],
      { cwd: folder },
    );
    const result = await execa('git', ['-c', 'merge.conflictStyle=merge', ...args], {
      ...settings,
      encoding: 'buffer',
      stdin: 'ignore',
      reject: false,
      stripFinalNewline: false,
      maxBuffer: 256 * 1024 * 1024,
    });
    const { exitCode } = result;
    if (exitCode === undefined || exitCode > mostConflicts) throw gitError('merge-file', result);
    return { text: Buffer.from(result.stdout).toString(), conflicts: exitCode };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
