import { gitBlobHash, sha256 } from './content-hash.ts';

/** A replacement in a text: offsets are UTF-16 units, the end is outside. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text file as it is edited: with `\n` line ends and without its byte order mark. */
export interface TextFile {
  readonly text: string;
  /**
   * The bytes of the file with changes made, which rise and do not overlap. What they do not touch stays as it is, byte
   * for byte; new lines end as their neighbours do.
   */
  readonly encode: (changes: readonly TextChange[]) => { readonly content: Buffer } | { readonly refused: string };
  /** Whether a hash, in hexadecimal, is that of the content: its git blob's, or SHA-256. */
  readonly hasHash: (hash: string) => boolean;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const byteOrderMark = '\ufeff';

/**
 * Reads a text file. Other encodings than UTF-8 are read byte by byte: in those that contain ASCII (Latin-1, the Windows
 * code pages, Shift JIS, GBK …), lines of plain ASCII can be edited safely, and only those are.
 */
export function readTextFile(content: Buffer): TextFile | { readonly refused: string } {
  if (content.includes(0)) return { refused: 'The file is binary or not UTF-8 text, and cannot be edited as text.' };
  const decoded = decode(content);
  const mark = decoded?.startsWith(byteOrderMark) ? byteOrderMark : '';
  const original = decoded?.slice(mark.length) ?? content.toString('latin1');
  const text = original.replaceAll('\r\n', '\n');
  return {
    text,
    hasHash: (hash) => [gitBlobHash(content), sha256(content)].includes(hash.toLowerCase()),
    encode(changes) {
      if (decoded === undefined && changes.some((change) => !isAscii(text, change))) {
        return {
          refused: 'The file is not UTF-8: only lines of plain ASCII in it can be edited, and only to such lines.',
        };
      }
      const changed = replaceIn(original, changes);
      if (/[\0\p{Cs}]/u.test(changed)) {
        return {
          refused: 'The new text holds a NUL character, or half of one beyond U+FFFF, so it would be no UTF-8 text.',
        };
      }
      return { content: Buffer.from(mark + changed, decoded === undefined ? 'latin1' : 'utf8') };
    },
  };
}

function decode(content: Buffer): string | undefined {
  try {
    return utf8.decode(content);
  } catch {
    return undefined;
  }
}

/** Whole lines: in some encodings the second byte of a character looks like an ASCII letter. */
function isAscii(text: string, { start, end, text: added }: TextChange): boolean {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end);
  return !/[^\0-\x7f]/.test(text.slice(from, to === -1 ? text.length : to) + added);
}

/** Makes changes that were found in the text with `\n` in the text with its own line ends. */
function replaceIn(original: string, changes: readonly TextChange[]): string {
  const parts: string[] = [];
  let done = 0;
  let at = 0;
  let removed = 0;
  const originalOffset = (offset: number) => {
    for (
      let next = original.indexOf('\r\n', at);
      next !== -1 && next - removed < offset;
      next = original.indexOf('\r\n', at)
    ) {
      removed += 1;
      at = next + 2;
    }
    return offset + removed;
  };
  for (const { start, end, text } of changes) {
    const from = originalOffset(start);
    parts.push(original.slice(done, from), text.replaceAll('\n', lineEndAt(original, from)));
    done = originalOffset(end);
  }
  return parts.join('') + original.slice(done);
}

/** How the line at an offset ends; the line before it where it is the last. */
function lineEndAt(original: string, offset: number): string {
  const next = original.indexOf('\n', offset);
  const end = next === -1 ? original.lastIndexOf('\n') : next;
  return end > 0 && original[end - 1] === '\r' ? '\r\n' : '\n';
}
