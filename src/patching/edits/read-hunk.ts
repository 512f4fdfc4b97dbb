import type { PatchHunk, PatchLine } from './file-patch.ts';

/** What a header begins with: numbers of lines, or nothing or dots in their place. */
const numbers = /^(?:-(\d+)(?:,(\d+))?(?: \+\d+(?:,(\d+))?)? *(?:@@)?|(?:\.{3}|…)? *@@)/;

export interface HunkHeader {
  /** The number of the first old line, from 1. */
  readonly line: number | undefined;
  readonly counts: { readonly old: number; readonly now: number } | undefined;
  /** The line above the hunk that it names. */
  readonly anchors: readonly string[];
}

/** Reads `@@ -1,3 +1,4 @@ name`, and what models write in its place: `@@`, `@@ ... @@`, `@@ name`. */
export function readHunkHeader(line: string): HunkHeader | undefined {
  if (!/^@@(?!\S)/.test(line)) return undefined;
  const rest = line.slice(2).trim();
  const [said = '', start, old = '1', now = '1'] = numbers.exec(rest) ?? [];
  const named = rest.slice(said.length).trim();
  const name = named.endsWith('@@') ? named.slice(0, -2).trimEnd() : named;
  return {
    line: start === undefined ? undefined : Number(start),
    counts: said.includes('+') ? { old: Number(old), now: Number(now) } : undefined,
    anchors: /^(?:\.{3}|…)?$/.test(name) ? [] : [name],
  };
}

/**
 * Reads the hunk of a diff whose header is in the row `at`. Where the header has no counts, or they are not those of the
 * lines that follow, the signs of the lines tell how far it goes, unless it may have been cut off.
 */
export function readHunk(
  lines: readonly string[],
  at: number,
): { readonly hunk: PatchHunk; readonly next: number } | { readonly refused: string } {
  const said = readHunkHeader((lines[at] ?? '').replace(/\r$/, ''));
  if (!said) {
    return { refused: `Line ${at + 1} of the diff is no header of a hunk: ${(lines[at] ?? '').slice(0, 100)}` };
  }
  const { counts, ...place } = said;
  const bySigns = endBySigns(lines, at + 1);
  const byCounts = counts && endByCounts(lines, at + 1, counts);
  const hasMore = byCounts === undefined || lines.slice(byCounts, bySigns.end).some((line) => /^[-+]/.test(line));
  const end = hasMore ? bySigns.end : byCounts;
  const hunk = { ...place, ...readLines(lines.slice(at + 1, end)) };
  if (!hasMore) return { hunk, next: end };
  if (bySigns.strange !== undefined) {
    const { strange } = bySigns;
    return {
      refused: `Line ${strange + 1} of the diff, ${JSON.stringify((lines[strange] ?? '').slice(0, 100))}, must begin with " ", "-" or "+".`,
    };
  }
  if (counts && bySigns.isLast && mayBeCutOff(hunk.lines, counts)) {
    return {
      refused: `The hunk at line ${at + 1} of the diff has fewer lines than its header says: it may have been cut off. Make it again, or use replace_text.`,
    };
  }
  return { hunk, next: end };
}

/** The row behind the lines that a header counts; undefined where they are not there. */
function endByCounts(
  lines: readonly string[],
  from: number,
  counts: { readonly old: number; readonly now: number },
): number | undefined {
  let { old, now } = counts;
  let end = from;
  for (; old > 0 || now > 0; end += 1) {
    const line = lines[end];
    if (line === undefined || !isOfHunk(line)) return undefined;
    if (/^[ -]|^\r?$/.test(line)) old -= 1;
    if (/^[ +]|^\r?$/.test(line)) now -= 1;
  }
  while (lines[end]?.startsWith('\\')) end += 1;
  return old === 0 && now === 0 ? end : undefined;
}

interface SignedLines {
  readonly end: number;
  /** No other hunk or file follows. */
  readonly isLast: boolean;
  /** The row of a line that belongs neither to the hunk nor to what may follow one. */
  readonly strange: number | undefined;
}

/** The row behind the lines that have signs. Blank lines behind them are none of a hunk. */
function endBySigns(lines: readonly string[], from: number): SignedLines {
  let row = from;
  while (row < lines.length && !endsHunk(lines, row) && isOfHunk(lines[row] ?? '')) row += 1;
  let end = row;
  while (end > from && (lines[end - 1] ?? '').trim() === '' && !lines[end - 1]?.startsWith(' ')) end -= 1;
  const isStrange = row < lines.length && !endsHunk(lines, row);
  return { end, isLast: !/^(?:@@|diff |--- |Index: )/.test(lines[row] ?? ''), strange: isStrange ? row : undefined };
}

const isOfHunk = (line: string) => /^[-+ \\]|^\r?$/.test(line);

/** The next hunk, the next file, the signature of a mail, or the end of a block of code around the diff. */
function endsHunk(lines: readonly string[], row: number): boolean {
  const [line = '', next = ''] = lines.slice(row, row + 2);
  if (/^(?:@@|diff |Index: |Only in |```)/.test(line)) return true;
  return (line.startsWith('--- ') && next.startsWith('+++ ')) || (/^-- \r?$/.test(line) && /^\d+\./.test(next));
}

/** Less than was counted, and not as many lines behind the last change as before the first one. */
function mayBeCutOff(lines: readonly PatchLine[], counts: { readonly old: number; readonly now: number }): boolean {
  const count = (sign: string) => lines.filter((line) => line.sign === sign).length;
  const isShort = count(' ') + count('-') < counts.old || count(' ') + count('+') < counts.now;
  const isChange = ({ sign }: PatchLine) => sign !== ' ';
  const behind = lines.length - 1 - lines.findLastIndex(isChange);
  return isShort && behind < Math.max(1, lines.findIndex(isChange));
}

/** Lines of a file may end with a carriage return of their own; the diff's own lines have none. */
function readLines(lines: readonly string[]): Pick<PatchHunk, 'lines' | 'finalNewline'> {
  const read: PatchLine[] = [];
  const open = { old: false, now: false };
  for (const line of lines) {
    const [sign] = line;
    if (sign === '\\') {
      const last = read.at(-1)?.sign;
      open.old ||= last !== '+';
      open.now ||= last !== '-';
    } else {
      read.push({ sign: sign === '+' || sign === '-' ? sign : ' ', text: line.slice(1).replace(/\r$/, '') });
    }
  }
  return { lines: read, finalNewline: open.old === open.now ? undefined : open.old };
}
