/**
 * Adds up the counts of all summary lines, `3 failed | 2 passed` or `1 failed, 1 error`: a workspace with several
 * packages prints several.
 */
export function countWords(summaries: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const summary of summaries) {
    for (const [, count, word] of summary.matchAll(/\b(\d{1,9}) ([a-z]{1,20})\b/g)) {
      if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + Number(count));
    }
  }
  return counts;
}
