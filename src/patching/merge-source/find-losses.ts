/** Three versions and what they were merged to. */
export interface MergedTexts {
  readonly base: string;
  readonly left: string;
  readonly right: string;
  readonly merged: string;
}

const words = /[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu;

/**
 * Whether a merge keeps both sides' word: the lines that a side added are there, and where there is no conflict, the
 * lines that a side deleted are gone. A line to which the other side added something counts as there; white space
 * around a line and the comma at its end do not matter. `woven` lines are there in parts. Where lines were laid out anew,
 * every word and sign must be there as often as the edits of both sides leave it.
 */
export function losesEdits(texts: MergedTexts, isClean: boolean, woven: readonly string[] = []): boolean {
  return losesLines(texts, isClean, woven) && !(isClean && keepsWords(texts));
}

function losesLines({ base, left, right, merged }: MergedTexts, isClean: boolean, woven: readonly string[]): boolean {
  const inParts = new Set(woven.map(plain));
  const [before, ours, theirs, now] = [base, left, right, merged].map(countLines);
  if (!before || !ours || !theirs || !now) return false;
  const count = (lines: ReadonlyMap<string, number>, line: string) => lines.get(line) ?? 0;
  for (const [side, other] of [
    [ours, theirs],
    [theirs, ours],
  ] as const) {
    for (const [line, had] of side) {
      const gained = had - count(before, line);
      if (gained <= 0 || inParts.has(line)) continue;
      const lostByOther = Math.min(0, count(other, line) - count(before, line));
      if (count(now, line) < had + lostByOther && !isWithin(line, now)) return true;
    }
    if (!isClean) continue;
    for (const [line, had] of before) {
      const kept = count(side, line);
      if (kept < had && count(other, line) <= had && count(now, line) > kept) return true;
    }
  }
  return false;
}

function countLines(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const whole of text.split('\n')) {
    const line = plain(whole);
    if (line !== '') counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return counts;
}

const plain = (line: string) => line.trim().replace(/[,;]$/, '');

/** Whether all words and signs of a line are in another one, in their order. */
function isWithin(line: string, lines: ReadonlyMap<string, number>): boolean {
  const wanted = wordsOf(line);
  for (const other of lines.keys()) {
    if (other.length <= line.length) continue;
    let found = 0;
    for (const word of wordsOf(other)) if (word === wanted[found]) found += 1;
    if (found === wanted.length) return true;
  }
  return false;
}

/**
 * What both sides added, or took away, may be one edit or two: of a word, or of lines that are the same on both sides.
 * Brackets, quotes and commas are a matter of form.
 */
function keepsWords({ base, left, right, merged }: MergedTexts): boolean {
  const [before, ours, theirs, now] = [countWords(base), countWords(left), countWords(right), countWords(merged)];
  const [added, deleted] = [changedByBoth(base, left, right), changedByBoth(base, left, right, -1)];
  return [...new Set([...before.keys(), ...ours.keys(), ...theirs.keys(), ...now.keys()])].every((word) => {
    const of = (counts: ReadonlyMap<string, number>) => counts.get(word) ?? 0;
    const [old, a, b, count] = [of(before), of(ours), of(theirs), of(now)];
    const two = a + b - old;
    const one = a > old && b > old ? Math.max(a, b) : a < old && b < old ? Math.min(a, b) : two;
    return count >= Math.min(one, two - of(added)) && count <= Math.max(one, two + of(deleted), 0);
  });
}

/** The words of the lines that both sides added, or deleted. */
function changedByBoth(base: string, left: string, right: string, sign = 1): ReadonlyMap<string, number> {
  const [before, ours, theirs] = [countLines(base), countLines(left), countLines(right)];
  const lines = [...new Set([...before.keys(), ...ours.keys()])].flatMap((line) => {
    const change = (side: ReadonlyMap<string, number>) => sign * ((side.get(line) ?? 0) - (before.get(line) ?? 0));
    return Array.from({ length: Math.max(0, Math.min(change(ours), change(theirs))) }, () => line);
  });
  return countWords(lines.join('\n'));
}

function countWords(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(words)) {
    if (!/[()[\]{}"'`,;]/.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

const wordsOf = (line: string) => line.match(words) ?? [];
