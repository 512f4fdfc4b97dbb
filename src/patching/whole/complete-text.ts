import { countParseErrors } from '../../syntax/count-parse-errors.ts';
import { languageOf } from '../../syntax/language.ts';
import type { SourceFile } from '../edits/planned.ts';
import { type Filled, fillElisions, outlineOf } from './fill-elisions.ts';
import { findElisions } from './find-elisions.ts';

/**
 * A text that was given for the whole of a file, with what it leaves out put back.
 * @param rows of the text that were given, from 0, the end outside: the others are the file's own.
 */
export async function completeText(
  file: SourceFile,
  given: string,
  rows: { readonly from: number; readonly to: number },
): Promise<(Filled & { readonly elided?: undefined }) | { readonly text: string; readonly elided: true }> {
  const language = languageOf(file.path, file.text);
  const lines = given.split('\n');
  const found = findElisions(language, lines);
  const isGiven = (row: number) => row >= rows.from && row < rows.to;
  const dots = found.dots.filter(isGiven);
  const areCode = dots.length > 0 && !(await dotsBreak(file.path, lines, dots));
  const marks = [...found.comments.filter(isGiven), ...(areCode ? [] : dots)].sort((a, b) => a - b);
  const own = commentsOf(file.text.split('\n'), lines, marks);
  if (own === 'unclear') {
    return {
      refused:
        'A comment of the content may stand for code that was left out, or be one of the file. Give the code itself.',
    };
  }
  const elisions = marks.filter((row) => !own.has(row));
  if (elisions.length === 0) return { text: given };
  // Dots in a line of their own keep code from being parsed.
  const parsed = lines.map((line, row) => (dots.includes(row) && elisions.includes(row) ? '' : line)).join('\n');
  const before = outlineOf(file.text, await file.symbols());
  const now = outlineOf(parsed, await file.symbolsOf(file.path, parsed));
  const filled = fillElisions(before, now, elisions);
  return 'refused' in filled ? filled : { ...filled, elided: true };
}

/** Comments that are in the file too stand for themselves, next to the same line as there. */
function commentsOf(
  old: readonly string[],
  now: readonly string[],
  marks: readonly number[],
): ReadonlySet<number> | 'unclear' {
  const own = new Set<number>();
  const texts = (lines: readonly string[]) => lines.map((line) => line.trim());
  const [before, after] = [texts(old), texts(now)];
  for (const row of marks) {
    const places = before.flatMap((line, at) => (line === after[row] ? [at] : []));
    if (places.length === 0) continue;
    const isThere = places.some((at) => before[at - 1] === after[row - 1] && before[at + 1] === after[row + 1]);
    if (!isThere) return 'unclear';
    own.add(row);
  }
  return own;
}

async function dotsBreak(path: string, lines: readonly string[], dots: readonly number[]): Promise<boolean> {
  const without = lines.map((line, row) => (dots.includes(row) ? '' : line)).join('\n');
  const [as, instead] = [await countParseErrors(path, lines.join('\n')), await countParseErrors(path, without)];
  return as === undefined || instead === undefined || instead < as;
}
