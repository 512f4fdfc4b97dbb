import type { FileSymbol } from '../../indexing/list-symbols.ts';

/** Offset of the beginning of the line that an offset is in. */
export const lineStart = (text: string, offset: number) => text.lastIndexOf('\n', offset - 1) + 1;

/** Offset behind the line end of the line that an offset is in. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

/**
 * The whole lines of a definition, with what stands directly above it; undefined where something else shares them. A
 * comma or semicolon and a comment behind it are its own.
 */
export function wholeLines(text: string, { leadStart, end }: FileSymbol): { start: number; end: number } | undefined {
  const start = lineStart(text, leadStart);
  const stop = nextLine(text, end);
  const behind = text.slice(end, stop);
  if (text.slice(start, leadStart).trim() !== '' || !/^[,;]?\s*(?:(?:\/\/|#|--|\/\*).*)?\s*$/.test(behind))
    return undefined;
  return { start, end: stop };
}
