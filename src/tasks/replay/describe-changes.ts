import { createTwoFilesPatch } from 'diff';
import type { FileChange } from '../../workspace/workspace.ts';

/** Changes as a unified diff; of files that are not text, only that they change. */
export function describeChanges(changes: readonly FileChange[]): string {
  return changes.map(describeChange).join('');
}

function describeChange({ path, before, after }: FileChange): string {
  if (before?.includes(0) || after?.includes(0)) return `Binary file ${path} changes\n`;
  const from = before === null ? '/dev/null' : `a/${path}`;
  const to = after === null ? '/dev/null' : `b/${path}`;
  return createTwoFilesPatch(from, to, before?.toString() ?? '', after?.toString() ?? '', '', '', { context: 3 });
}
