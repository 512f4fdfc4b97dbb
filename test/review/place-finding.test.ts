import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/review/finding.ts';
import { findingMarker, fingerprint, fingerprintsIn } from '../../src/review/fingerprint.ts';
import { changedLines, parseHunks } from '../../src/review/parse-hunks.ts';
import { coversExactly, placeFinding } from '../../src/review/place-finding.ts';

/** Old 1–4 and 10–13; line 2 is removed, 11 and 12 are new. */
const hunks = parseHunks(
  '@@ -1,4 +1,3 @@\n a\n-b\n c\n d\n@@ -10,3 +9,5 @@ f()\n j\n k\n+new\n+newer\n l\n\\ No newline at end of file',
);

const finding = (lines: [number, number], removed: [number, number] | null = null): Finding => ({
  ...{ rule: 'model', category: 'bug', severity: 'major', path: 'a.ts', symbol: '', title: 't', consequence: 'c' },
  ...{ suggestion: null, quote: 'x' },
  lines: { start: lines[0], end: lines[1] },
  removed: removed === null ? null : { start: removed[0], end: removed[1] },
});

describe('FAULT 22: every anchor is inside the diff', () => {
  test('hunks are numbered on both sides', () => {
    expect(changedLines(hunks, 'old')).toEqual([2]);
    expect(changedLines(hunks, 'now')).toEqual([11, 12]);
  });

  test('a line outside has no place', () => {
    expect(placeFinding(finding([5, 7]), hunks, true)).toBeNull();
    expect(placeFinding(finding([5, 7]), [], true)).toBeNull();
  });

  test('several lines have a start and an end in one hunk', () => {
    expect(placeFinding(finding([11, 12]), hunks, true)).toEqual({
      path: 'a.ts',
      side: 'RIGHT',
      startLine: 11,
      line: 12,
    });
    expect(placeFinding(finding([11, 11]), hunks, true)).toMatchObject({ startLine: null, line: 11 });
  });

  test('a range that leaves its hunk is cut to it, and then nothing may replace it', () => {
    const wide = finding([12, 40]);
    const anchor = placeFinding(wide, hunks, true);
    expect(anchor).toMatchObject({ startLine: 12, line: 13 });
    expect(anchor && coversExactly(anchor, wide)).toBe(false);
    const exact = finding([11, 12]);
    const fits = placeFinding(exact, hunks, true);
    expect(fits && coversExactly(fits, exact)).toBe(true);
  });

  test('removed code is shown where it stood, while the left side is what it was removed from', () => {
    expect(placeFinding(finding([2, 2], [2, 2]), hunks, true)).toMatchObject({ side: 'LEFT', line: 2 });
    expect(placeFinding(finding([2, 2], [2, 2]), hunks, false)).toMatchObject({ side: 'RIGHT', line: 2 });
  });
});

describe('the fingerprint of a finding', () => {
  test('stays while lines move, layout changes or the words change', () => {
    const moved = { ...finding([40, 41]), title: 'in other words', quote: ' x\n' };
    expect(fingerprint(moved)).toBe(fingerprint(finding([1, 1])));
  });

  test('differs for other code, another file and another kind of fault', () => {
    const prints = [{}, { quote: 'y' }, { path: 'b.ts' }, { category: 'race' as const }].map((change) =>
      fingerprint({ ...finding([1, 1]), ...change }),
    );
    expect(new Set(prints).size).toBe(4);
  });

  test('is found in the comments that carry it, and in nothing else', () => {
    const print = fingerprint(finding([1, 1]));
    expect(fingerprintsIn(`${findingMarker(print)}\nText ${'<!-- goat:finding=nothing -->'}`)).toEqual([print]);
  });
});
