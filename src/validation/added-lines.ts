import type { FileChange } from '../workspace/workspace.ts';

/** The lines of the new content that the old one does not have anywhere, so that a moved line is not new. */
export function addedLines({ before, after }: FileChange): string[] {
  if (after === null || after.includes(0)) return [];
  const known = new Set(before?.toString().split('\n'));
  return after
    .toString()
    .split('\n')
    .filter((line) => !known.has(line));
}
