import { diffArrays } from 'diff';

/** Lines that are replaced by others; none where lines are only added, or only removed. */
export interface LineEdit {
  /** The line, from 1, that the first old line is; where there is none, the one that the new lines come before. */
  readonly start: number;
  readonly old: readonly string[];
  readonly now: readonly string[];
}

/** Beyond so many differing lines, finding the least difference takes too long. */
const mostEdits = 500;

/** What makes one text of the other, line by line; undefined where they differ too much. */
export function lineEdits(before: string, after: string): LineEdit[] | undefined {
  const parts = diffArrays(before.split('\n'), after.split('\n'), { maxEditLength: mostEdits });
  if (parts === undefined) return undefined;
  const edits: { start: number; old: string[]; now: string[] }[] = [];
  let [line, isOpen] = [1, false];
  for (const { added, removed, value } of parts) {
    if (!added && !removed) {
      line += value.length;
      isOpen = false;
      continue;
    }
    if (!isOpen) edits.push({ start: line, old: [], now: [] });
    isOpen = true;
    const edit = edits.at(-1);
    if (added) edit?.now.push(...value);
    else {
      edit?.old.push(...value);
      line += value.length;
    }
  }
  return edits;
}

/** The text with these edits of it made. */
export function applyLineEdits(before: string, edits: readonly LineEdit[]): string {
  const lines = before.split('\n');
  for (const { start, old, now } of [...edits].reverse()) lines.splice(start - 1, old.length, ...now);
  return lines.join('\n');
}
