import { adaptReplacement } from './adapt-replacement.ts';
import { type Closeness, locateText } from './locate-text.ts';

export interface Edit {
  /** What the file holds now. */
  readonly search: string;
  readonly replace: string;
  /** The number of the line, from 1, that is meant where the text is there more than once. */
  readonly line?: number;
}

export type EditResult =
  | {
      readonly kind: 'applied';
      readonly content: Buffer;
      /** Numbers, from 1, of the first and the last line of the new text. */
      readonly startLine: number;
      readonly endLine: number;
      readonly closeness: Closeness;
    }
  | { readonly kind: 'refused'; readonly reason: string };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const byteOrderMark = '\ufeff';

/** The text of a file; undefined for a binary file or another encoding. */
function decode(content: Buffer): string | undefined {
  if (content.includes(0)) return undefined;
  try {
    return utf8.decode(content);
  } catch {
    return undefined;
  }
}

/** The offset in a text with `\r\n` that corresponds to one in the same text with `\n`. */
function originalOffset(original: string, offset: number): number {
  let removed = 0;
  for (let at = original.indexOf('\r\n'); at !== -1 && at - removed < offset; at = original.indexOf('\r\n', at + 2)) {
    removed += 1;
  }
  return offset + removed;
}

/** How the line at an offset ends; the line before it where it is the last. */
function lineEndAt(original: string, offset: number): string {
  const next = original.indexOf('\n', offset);
  const end = next === -1 ? original.lastIndexOf('\n') : next;
  return end > 0 && original[end - 1] === '\r' ? '\r\n' : '\n';
}

/** Lengths of what two texts have in common at their beginnings and, beyond that, at their ends. */
function commonEnds(a: string, b: string): [number, number] {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return [head, tail];
}

/**
 * Replaces one stretch of a text file. The bytes outside what differs stay as they are, mixed line ends and a byte
 * order mark included; new lines end as their neighbours do; a final newline is not lost.
 */
export function applyEdit(content: Buffer, edit: Edit): EditResult {
  const refuse = (reason: string): EditResult => ({ kind: 'refused', reason });
  const decoded = decode(content);
  if (decoded === undefined) return refuse('The file is binary or not UTF-8 text, and cannot be edited as text.');
  const mark = decoded.startsWith(byteOrderMark) ? byteOrderMark : '';
  const original = decoded.slice(mark.length);
  const text = original.replaceAll('\r\n', '\n');
  const [search, replace] = [edit.search, edit.replace].map((part) => part.replaceAll('\r\n', '\n'));
  if (search === undefined || replace === undefined || search === replace) {
    return refuse('The replacement is the same as the text to replace, so nothing would change.');
  }

  const located = locateText(text, search, edit.line);
  if ('refused' in located) return refuse(located.refused);
  const found = text.slice(located.start, located.end);
  let adapted = adaptReplacement(found, search, replace);
  const losesFinalNewline = located.end === text.length && found.endsWith('\n') && !adapted.endsWith('\n');
  const before = text.slice(0, located.start);
  if (losesFinalNewline && (adapted !== '' || (before !== '' && !before.endsWith('\n')))) adapted += '\n';
  if (adapted === found) return refuse('The file holds the replacement already, so nothing would change.');

  const [head, tail] = commonEnds(found, adapted);
  const from = originalOffset(original, located.start + head);
  const to = originalOffset(original, located.end - tail);
  const inserted = adapted.slice(head, adapted.length - tail).replaceAll('\n', lineEndAt(original, from));
  const startLine = before.split('\n').length;
  return {
    kind: 'applied',
    content: Buffer.from(mark + original.slice(0, from) + inserted + original.slice(to)),
    startLine,
    endLine: startLine + Math.max(0, adapted.replace(/\n$/, '').split('\n').length - 1),
    closeness: located.closeness,
  };
}
