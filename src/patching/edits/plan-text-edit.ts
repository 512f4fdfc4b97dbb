import { adaptReplacement } from '../adapt-replacement.ts';
import { locateText } from '../locate-text.ts';
import { trimmed } from '../text-changes.ts';
import type { Planned, TextRange } from './planned.ts';

export interface TextEdit {
  /** What the file holds now. */
  readonly search: string;
  readonly replace: string;
  /** The number of the line, from 1, that is meant where the text is there more than once. */
  readonly line?: number | undefined;
}

/**
 * Replaces one stretch of a text; a final newline is not lost.
 * @param within offsets: nothing outside of them is looked at.
 */
export function planTextEdit(
  text: string,
  edit: TextEdit,
  within: TextRange = { start: 0, end: text.length },
): Planned {
  const [search, replace] = [edit.search, edit.replace].map((part) => part.replaceAll('\r\n', '\n'));
  if (search === undefined || replace === undefined || search === replace) {
    return { refused: 'The replacement is the same as the text to replace, so nothing would change.' };
  }
  const firstLine = text.slice(0, within.start).split('\n').length;
  const located = locateText(text.slice(within.start, within.end), search, edit.line, firstLine);
  if ('refused' in located) return located;
  const [start, end] = [located.start + within.start, located.end + within.start];
  const found = text.slice(start, end);
  let adapted = adaptReplacement(found, search, replace);
  const losesFinalNewline = end === text.length && found.endsWith('\n') && !adapted.endsWith('\n');
  const before = text.slice(0, start);
  if (losesFinalNewline && (adapted !== '' || (before !== '' && !before.endsWith('\n')))) adapted += '\n';
  if (adapted === found) return { refused: 'The file holds the replacement already, so nothing would change.' };
  const { closeness } = located;
  const notes = closeness === 'exact' ? [] : [`your quote differed in ${closeness}`];
  return { changes: [trimmed(text, { start, end, text: adapted })], quoted: [{ start, end }], notes };
}
