import { formatPatch, type StructuredPatch, structuredPatch } from 'diff';
import type { FileChange } from '../workspace/workspace.ts';

/** Edits between two versions beyond which they are shown as wholly replaced: finding the least diff is quadratic. */
const maxEditLength = 2000;

const isBinary = ({ before, after }: FileChange) => Boolean(before?.includes(0) || after?.includes(0));

const countLines = (text: string) => text.split('\n').length - (text.endsWith('\n') || text === '' ? 1 : 0);

function hunksOf(change: FileChange): StructuredPatch['hunks'] {
  const before = change.before?.toString() ?? '';
  const after = change.after?.toString() ?? '';
  const patch = structuredPatch('', '', before, after, undefined, undefined, { context: 3, maxEditLength });
  if (patch !== undefined) return patch.hunks;
  const side = (sign: string, text: string) => {
    if (text === '') return [];
    const lines = text
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => sign + line);
    return text.endsWith('\n') ? lines : [...lines, '\\ No newline at end of file'];
  };
  const [oldLines, newLines] = [countLines(before), countLines(after)];
  return [{ oldStart: 1, oldLines, newStart: 1, newLines, lines: [...side('-', before), ...side('+', after)] }];
}

/** A diff that `git apply` takes; a binary file is only named. */
export function unifiedDiff(changes: readonly FileChange[]): string {
  return changes
    .map((change) => {
      const [isCreate, isDelete] = [change.before === null, change.after === null];
      const oldFileName = isCreate ? '/dev/null' : `a/${change.path}`;
      const newFileName = isDelete ? '/dev/null' : `b/${change.path}`;
      const binary = isBinary(change);
      const text = formatPatch({
        ...{ oldFileName, newFileName, oldHeader: undefined, newHeader: undefined, isGit: true },
        ...(isCreate ? { isCreate, newMode: change.mode } : {}),
        ...(isDelete ? { isDelete, oldMode: change.mode } : {}),
        hunks: binary ? [] : hunksOf(change),
      });
      return binary ? `${text.trimEnd()}\nBinary files ${oldFileName} and ${newFileName} differ\n` : text;
    })
    .join('');
}

/** How many lines a patch adds and removes; binary files count as none. */
export function diffStat(changes: readonly FileChange[]): { added: number; removed: number } {
  const lines = changes
    .filter((change) => !isBinary(change))
    .flatMap((change) => hunksOf(change).flatMap((hunk) => hunk.lines));
  return {
    added: lines.filter((line) => line.startsWith('+')).length,
    removed: lines.filter((line) => line.startsWith('-')).length,
  };
}
