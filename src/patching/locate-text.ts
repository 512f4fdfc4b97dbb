import { visibleText } from '../security/sanitize-text.ts';
import { findOccurrences } from './find-occurrences.ts';
import { commonShift, indentOf } from './indentation.ts';
import { nearestLines } from './nearest-lines.ts';

/** How far the quoted text was from what the file holds. */
export type Closeness = 'exact' | 'trailing white space' | 'indentation' | 'white space' | 'look-alike characters';

export type Located =
  | { readonly start: number; readonly end: number; readonly closeness: Closeness }
  | { readonly refused: string };

const leastSimilarity = 0.9;

/** Beyond so many places the ladder does not look which of them fit: there are too many to choose from. */
const mostPlaces = 100;
/** Lines that are compared on one rung. */
const mostCompared = 1_000_000;

const collapse = (line: string) => line.trim().replace(/\s+/g, ' ');

/** As a model was shown it: hidden characters are taken out of what it reads. */
const plain = (line: string) => collapse(visibleText(line).normalize('NFC'));

/** Characters that look the same, each to one other, so that positions still correspond. */
function foldLookAlikes(line: string): string {
  return line
    .replace(/[\u2018-\u201b\u2032\u02bc\u00b4]/g, "'")
    .replace(/[\u201c-\u201f\u2033]/g, '"')
    .replace(/[\u2010-\u2015\u2212\ufe58\ufe63]/g, '-')
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

/** The share of characters that are the same, line ends and white space aside. */
function similarity(found: readonly string[], wanted: readonly string[]): number {
  const [a, b] = [found, wanted].map((lines) => lines.map(plain).join('\n'));
  let same = 0;
  for (let at = 0; at < (a ?? '').length; at += 1) if (a?.[at] === b?.[at]) same += 1;
  return same / Math.max(1, a?.length ?? 0, b?.length ?? 0);
}

interface Rung {
  readonly closeness: Closeness;
  /** Lines with the same key are taken for the same line. */
  readonly key: (line: string) => string;
  readonly accepts?: (found: readonly string[], wanted: readonly string[]) => boolean;
}

const rungs: readonly Rung[] = [
  { closeness: 'exact', key: (line) => line },
  { closeness: 'trailing white space', key: (line) => line.trimEnd() },
  {
    closeness: 'indentation',
    key: (line) => line.trim(),
    accepts: (found, wanted) => (commonShift(wanted, found) ?? commonShift(found, wanted)) !== undefined,
  },
  { closeness: 'white space', key: collapse, accepts: nestsAlike },
  {
    closeness: 'look-alike characters',
    key: (line) => (/[^\t -~]/.test(line) ? foldLookAlikes(plain(line)) : collapse(line)),
    accepts: (found, wanted) => nestsAlike(found, wanted) && similarity(found, wanted) >= leastSimilarity,
  },
];

/** The one that is meant: the only one, or the one that the hint is plainly nearest to. */
function choose(lines: readonly number[], hint: number | undefined): number | undefined {
  if (lines.length === 1) return 0;
  if (hint === undefined) return undefined;
  const byDistance = lines.map((line, at) => ({ at, distance: Math.abs(line - hint) }));
  const [first, second] = byDistance.sort((a, b) => a.distance - b.distance);
  return first && second && first.distance * 2 < second.distance ? first.at : undefined;
}

/** Whether indentation means the same in both: lines that stand alike in one stand alike in the other. */
function nestsAlike(found: readonly string[], wanted: readonly string[]): boolean {
  const [there, back] = [new Map<string, string>(), new Map<string, string>()];
  return found.every((line, at) => {
    if (line.trim() === '') return true;
    const [own, given] = [indentOf(line), indentOf(wanted[at] ?? '')];
    if ((there.get(given) ?? own) !== own || (back.get(own) ?? given) !== given) return false;
    there.set(given, own);
    back.set(own, given);
    return true;
  });
}

function severalPlaces(lines: readonly number[]): { refused: string } {
  const shown = lines.slice(0, 10).join(', ');
  return {
    refused:
      `The text is there ${lines.length} times, at lines ${shown}${lines.length > 10 ? ' …' : ''}. ` +
      'Quote more of the lines around it, or give the number of the line that is meant.',
  };
}

const insideOfWord =
  'The text is in the file only as a part of a longer word. Quote whole words, or better, whole lines.';

/** What is left of a name is another name: what was meant is perhaps gone. */
function splitsWord(text: string, offset: number): boolean {
  const isWord = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}_]/u.test(character);
  return isWord(text[offset - 1]) && isWord(text[offset]);
}

/**
 * Finds the one place in `text` that `search` means. Exactly first, then line by line with ever less attention to white
 * space and look-alike characters; where a rung finds several places none below it is tried. Both use `\n`.
 * @param hint the number of the line that is meant, from 1; it decides between several places if it is near one.
 * @param firstLine the number of the text's first line, where it is a part of a file.
 */
export function locateText(text: string, search: string, hint?: number, firstLine = 1): Located {
  if (search.trim() === '')
    return { refused: 'The text to replace is empty or only white space. Quote at least a line.' };
  const lines = text.split('\n');
  const starts: number[] = [];
  for (let at = 0, start = 0; at < lines.length; at += 1) {
    starts.push(start);
    start += (lines[at]?.length ?? 0) + 1;
  }

  const exact = findOccurrences(text, search);
  if (exact.length > 0) {
    const exactLines = lineNumbers(starts, exact).map((number) => number + firstLine - 1);
    const start = exact[choose(exactLines, hint) ?? -1];
    if (start === undefined) return severalPlaces(exactLines);
    const end = start + search.length;
    const splits = splitsWord(text, start) || splitsWord(text, end);
    return splits ? { refused: insideOfWord } : { start, end, closeness: 'exact' };
  }

  const wholeLines = search.endsWith('\n');
  const wanted = (wholeLines ? search.slice(0, -1) : search).split('\n');
  const found = findLines(lines, wanted);
  if (!found) return { refused: `The text to replace is not in the file. ${nearestLines(lines, wanted, firstLine)}` };
  const numbers = found.places.map((first) => first + firstLine);
  const first = found.places[choose(numbers, hint) ?? -1];
  if (first === undefined) return severalPlaces(numbers);
  const last = first + wanted.length - 1;
  const end = (starts[last] ?? 0) + (lines[last]?.length ?? 0);
  const { closeness } = found;
  return { start: starts[first] ?? 0, end: Math.min(wholeLines ? end + 1 : end, text.length), closeness };
}

/**
 * Where whole lines are: all places on the first rung of the ladder that has any, as numbers from 0 of their first lines;
 * undefined where no rung has.
 */
export function findLines(
  lines: readonly string[],
  wanted: readonly string[],
): { readonly closeness: Closeness; readonly places: readonly number[] } | undefined {
  for (const { key, closeness, accepts } of rungs) {
    const found = findOccurrences(lines.map(key), wanted.map(key), mostPlaces);
    const areTooMany = found.length > 1 && found.length * wanted.length > mostCompared;
    const places =
      accepts === undefined || areTooMany
        ? found
        : found.filter((first) => accepts(lines.slice(first, first + wanted.length), wanted));
    if (places.length > 0) return { closeness, places };
  }
  return undefined;
}

/** Numbers, from 1, of the lines in which the offsets lie. Both lists rise. */
function lineNumbers(starts: readonly number[], offsets: readonly number[]): number[] {
  let line = 0;
  return offsets.map((offset) => {
    while ((starts[line] ?? Number.POSITIVE_INFINITY) <= offset) line += 1;
    return line;
  });
}
