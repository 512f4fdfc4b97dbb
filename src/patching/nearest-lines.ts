import { cutText } from '../text/cut-text.ts';

const shownLines = 12;
const shownLength = 300;

/** A line that says enough to recognise a place by; brackets and blank lines stand everywhere. */
const isTelling = (line: string) => /\w\W*\w\W*\w/.test(line.slice(0, 1000));

/** The first line of the stretch that shares most lines with `wanted`, by a vote of each shared line for its offset. */
function bySharedLines(lines: readonly string[], wanted: readonly string[]): number | undefined {
  const places = new Map<string, number[]>();
  for (const [at, line] of lines.entries()) {
    if (!isTelling(line)) continue;
    const known = places.get(line.trim());
    if (known === undefined) places.set(line.trim(), [at]);
    else if (known.length < 50) known.push(at);
  }
  const votes = new Map<number, number>();
  for (const [at, line] of wanted.entries()) {
    for (const place of places.get(line.trim()) ?? []) votes.set(place - at, (votes.get(place - at) ?? 0) + 1);
  }
  let best: number | undefined;
  for (const [offset, count] of votes) if (best === undefined || count > (votes.get(best) ?? 0)) best = offset;
  return best;
}

const leastShared = 0.45;
const wordsOf = (line: string) => new Set(line.slice(0, 1000).match(/\w+/g));
const withSigns = (line: string) => new Set(line.slice(0, 1000).match(/\w+|[^\s\w]/g));

/** Dice's coefficient, from 0 to 1. */
function shared(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return (2 * [...others].filter((each) => some.has(each)).length) / (some.size + others.size || 1);
}

/**
 * The stretch whose one line shares most words with the most telling line of `wanted`, and most signs: of two lines, the
 * one that has less in it shares more of its words. Undefined where too few words are shared.
 */
function bySharedWords(lines: readonly string[], wanted: readonly string[]): number | undefined {
  const sizes = wanted.map((line) => wordsOf(line).size);
  const key = sizes.indexOf(Math.max(...sizes.slice(0, 1000)));
  const [words, signs] = [wordsOf(wanted[key] ?? ''), withSigns(wanted[key] ?? '')];
  let best: number | undefined;
  let bestScore = 0;
  for (const [at, line] of lines.entries()) {
    if (shared(words, wordsOf(line)) <= leastShared) continue;
    const score = shared(signs, withSigns(line));
    if (score > bestScore) [best, bestScore] = [at - key, score];
  }
  return best;
}

/** A sentence for the model with the real lines that are nearest to what it quoted, so that it can quote them instead. */
export function nearestLines(lines: readonly string[], wanted: readonly string[], firstLine = 1): string {
  const offset = bySharedLines(lines, wanted) ?? bySharedWords(lines, wanted);
  if (offset === undefined) return 'Nothing in the file is near it. Read the file again, and quote what it holds.';
  const first = Math.max(0, offset);
  const shown = lines
    .slice(first, Math.max(first + 1, offset + Math.min(wanted.length, shownLines)))
    .map((line, at) => `${first + at + firstLine}\t${cutText(line, shownLength)}`);
  return `The nearest lines are these; quote them as they are:\n${shown.join('\n')}`;
}
