/** What people committed beside the versions it was made of. */
export interface Choice {
  readonly base: string;
  readonly left: string;
  readonly right: string;
  readonly merged: string;
}

/**
 * What people made of a conflict. `both`: every word is there as often as the edits of the two sides together leave it. No
 * merge can know of the others without losing an edit of a side: they took one `side` whole, left out an edit or a part
 * of one (`dropped`), or `wrote` words that neither side had there.
 */
export const causes = ['both', 'side', 'dropped', 'wrote'] as const;
export type Cause = (typeof causes)[number];

export function causeOf({ base, left, right, merged }: Choice): Cause {
  const [old, ours, theirs, now] = [countWords(base), countWords(left), countWords(right), countWords(merged)];
  let result: Cause = 'both';
  for (const word of new Set([...old.keys(), ...ours.keys(), ...theirs.keys(), ...now.keys()])) {
    const [before, count] = [old.get(word) ?? 0, now.get(word) ?? 0];
    const [a, b] = [(ours.get(word) ?? 0) - before, (theirs.get(word) ?? 0) - before];
    // What both sides added, or took away, may be one edit or two.
    const together = [before + a + b, a * b > 0 ? before + (Math.abs(a) > Math.abs(b) ? a : b) : before + a + b];
    if (count > Math.max(...together, before, before + a, before + b)) result = 'wrote';
    else if (count < Math.min(...together) || count > Math.max(0, ...together)) {
      if (result === 'both') result = 'dropped';
    }
  }
  const isSide = [left, right].some((side) => squash(side) === squash(merged));
  return result !== 'both' && isSide ? 'side' : result;
}

/** Of a file, all of it is laid in the scale too: what one conflict lost may stand in another. */
export function causeOfFile(file: Choice, conflicts: readonly { readonly cause: Cause }[]): Cause {
  const found = new Set(conflicts.map(({ cause }) => cause));
  if (causeOf(file) === 'both' || [...found].every((cause) => cause === 'both')) return 'both';
  found.delete('both');
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  return found.has('wrote') ? 'wrote' : 'dropped';
}

/** Signs count where they say something; brackets and commas are a matter of form. */
function countWords(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/[\p{L}\p{N}_]+|[!=<>+*/&|?-]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

export const squash = (text: string) => text.replace(/\s+/g, '');
