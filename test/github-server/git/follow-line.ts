import { gitText } from './run-git.ts';

/** Where a line of a file at one commit stands at another; undefined when it was changed or is gone. */
export async function followLine(
  gitDir: string,
  from: string,
  to: string,
  path: string,
  line: number,
): Promise<number | undefined> {
  if (from === to) return line;
  const diff = await gitText(gitDir, ['diff', '--no-renames', '-U0', from, to, '--', path]);
  let shift = 0;
  for (const [, start, removed = '1', , added = '1'] of diff.matchAll(
    /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm,
  )) {
    const first = Number(start);
    const count = Number(removed);
    if (count > 0 && line >= first && line < first + count) return undefined;
    // A hunk that removes nothing stands after its line.
    if (first < line) shift += Number(added) - count;
  }
  return line + shift;
}
