import { runGit } from '../../../src/workspace/run-git.ts';
import type { Case } from './cases.ts';

interface ChangedLines {
  readonly path: string;
  /** From 1, of the commit that the issue was found at; both ends are inside. */
  readonly startLine: number;
  readonly endLine: number;
}

/** The lines of the gold files that the fix changes; undefined where no fix is found. */
export async function changedLines(one: Case): Promise<ChangedLines[] | undefined> {
  const { gitDir, commit, gold } = one;
  const fix = one.fix ?? (await nextChange(one));
  if (fix === undefined) return undefined;
  const lines: ChangedLines[] = [];
  for (const path of gold) {
    const diff = await runGit(['diff', '--unified=0', '--no-ext-diff', '--no-textconv', commit, fix, '--', path], {
      gitDir,
    });
    for (const [, from = '', count = '1'] of diff.toString().matchAll(/^@@ -(\d+)(?:,(\d+))? /gm)) {
      // Lines that are only added stand after the one that is named.
      lines.push({ path, startLine: Number(from), endLine: Number(from) + Math.max(1, Number(count)) - 1 });
    }
  }
  return lines;
}

/** Where a set does not name the fix: the first commit after the base that changes its gold files. */
async function nextChange({ gitDir, commit, gold }: Case): Promise<string | undefined> {
  const range = [`${commit}..HEAD`, '--', ...gold];
  const log = await runGit(['rev-list', '--reverse', '--no-merges', '--ancestry-path', ...range], { gitDir });
  return log
    .toString()
    .split('\n')
    .find((line) => line !== '');
}
