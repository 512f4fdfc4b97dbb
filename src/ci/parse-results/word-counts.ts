export interface WordCounts {
  add(summary: string): void;
  get(...words: readonly string[]): number;
  has(word: string): boolean;
}

/**
 * Adds up the counts of all summary lines, `3 failed | 2 passed` or `1 failed, 1 error`: a workspace with several
 * packages prints several.
 */
export function wordCounts(): WordCounts {
  const counts = new Map<string, number>();
  return {
    add(summary) {
      for (const [, count, word] of summary.matchAll(/\b(\d{1,9}) ([a-z]{1,20})\b/g)) {
        if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + Number(count));
      }
    },
    get: (...words) => words.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0),
    has: (word) => counts.has(word),
  };
}
