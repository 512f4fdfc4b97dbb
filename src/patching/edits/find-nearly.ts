import type { PatchHunk } from './file-patch.ts';

const leastSimilarity = 0.9;
const mostRows = 50_000;

/**
 * Rows, from 0, where a hunk fits but for lines at its edges that it only quotes, and those still are nearly the same.
 * All that goes must be there as it is, and so must the lines next to what goes and comes.
 */
export function findNearly(lines: readonly string[], hunk: PatchHunk): readonly number[] {
  const old = hunk.lines.filter(({ sign }) => sign !== '+');
  const fixed = fixedLines(hunk);
  const anchor = fixed.findIndex((isFixed, at) => isFixed && /\w\W*\w\W*\w/.test(old[at]?.text ?? ''));
  if (anchor === -1 || lines.length > mostRows) return [];
  const rows: number[] = [];
  for (let row = 0; row + old.length <= lines.length; row += 1) {
    if (lines[row + anchor]?.trimEnd() !== old[anchor]?.text.trimEnd()) continue;
    const isThere = old.every(({ text }, at) => !fixed[at] || lines[row + at]?.trimEnd() === text.trimEnd());
    if (
      isThere &&
      similarity(
        old.map(({ text }) => text),
        lines.slice(row, row + old.length),
      ) >= leastSimilarity
    )
      rows.push(row);
  }
  return rows;
}

/** Of the old lines: those that go, and the nearest ones around each change. */
function fixedLines({ lines }: PatchHunk): boolean[] {
  const fixed: boolean[] = [];
  lines.forEach(({ sign }, index) => {
    if (sign === '+') return;
    const beside = [lines[index - 1], lines[index + 1]].some((line) => line !== undefined && line.sign !== ' ');
    fixed.push(sign === '-' || beside);
  });
  const [first, last] = [fixed.indexOf(true), fixed.lastIndexOf(true)];
  return fixed.map((isFixed, at) => isFixed || (at > first && at < last));
}

function similarity(wanted: readonly string[], found: readonly string[]): number {
  let same = 0;
  let all = 0;
  wanted.forEach((line, at) => {
    const [a, b] = [line.trim(), found[at]?.trim() ?? ''];
    all += Math.max(a.length, b.length);
    const shorter = Math.min(a.length, b.length);
    let head = 0;
    while (head < shorter && a[head] === b[head]) head += 1;
    let tail = 0;
    while (tail < shorter - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
    same += head + tail;
  });
  return all === 0 ? 0 : same / all;
}
