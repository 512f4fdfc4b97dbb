import type { TextChange } from '../text-file.ts';
import type { Refusal } from './expand-edits.ts';
import type { TextRange } from './planned.ts';

/** A change with the number of the edit that makes it. */
export interface PlacedChange extends TextChange {
  readonly number: number;
}

export interface QuotedRange extends TextRange {
  readonly number: number;
}

/**
 * The changes of several edits in the order of the file. Edits that change the same text are refused, and so is one that
 * changes what another one quotes.
 */
export function placeChanges(
  text: string,
  changes: readonly PlacedChange[],
  quoted: readonly QuotedRange[],
): { readonly changes: readonly PlacedChange[] } | { readonly refusals: Omit<Refusal, 'path'>[] } {
  const sorted = changes.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const refusals = new Map<number, string>();
  const refuse = (a: number, b: number, offset: number) => {
    const line = text.slice(0, offset).split('\n').length;
    const [first, second] = [Math.min(a, b), Math.max(a, b)];
    refusals.set(second, `It overlaps edit ${first} at line ${line}. Make one edit of both.`);
  };
  let before: PlacedChange | undefined;
  for (const change of sorted) {
    if (before && before.number !== change.number && overlap(before, change)) {
      refuse(before.number, change.number, change.start);
    }
    if (!before || change.end >= before.end) before = change;
    for (const range of quoted) {
      if (range.number !== change.number && isWithin(change, range)) refuse(range.number, change.number, change.start);
    }
  }
  if (refusals.size === 0) return { changes: sorted };
  return { refusals: [...refusals].map(([edit, reason]) => ({ edit, reason })) };
}

/** Two texts that go to the same place do not overlap: they follow each other as the edits do. */
function overlap(a: TextChange, b: TextChange): boolean {
  if (a.start === b.start) return a.end > a.start && b.end > b.start;
  return b.start < a.end;
}

/** What only touches the edge of a quote leaves it as it was. */
function isWithin(change: TextChange, quoted: TextRange): boolean {
  return change.start < quoted.end && change.end > quoted.start;
}
