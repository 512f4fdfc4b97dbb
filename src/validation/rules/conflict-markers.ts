import type { FileChange } from '../../workspace/workspace.ts';
import { addedLines } from '../added-lines.ts';

/** A line of equals signs alone is no marker here: it also underlines a title. */
export function whyConflicting(change: FileChange): string | undefined {
  const marker = addedLines(change).find((line) => /^(?:<{7}|>{7}|\|{7})(?: |\r?$)/.test(line));
  return marker === undefined ? undefined : `The line "${marker.slice(0, 80).trim()}" is a marker of a merge conflict.`;
}
