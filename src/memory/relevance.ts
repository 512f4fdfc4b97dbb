import type { FoundPattern } from './pattern-store.ts';

/** From 0 to 1. */
export interface Relevant {
  readonly found: FoundPattern;
  readonly relevance: number;
}

/**
 * How alike a task is to each pattern: the mean of the vectors' cosine and that of the words, or the latter alone where a
 * pattern has no vector of the kind. A word counts for less the more patterns have it.
 */
export function relevanceOf(words: readonly string[], found: readonly FoundPattern[]): Relevant[] {
  const frequency = new Map<string, number>();
  for (const { words: own } of found) for (const word of own) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const weight = (word: string) => Math.log(1 + (found.length + 1) / (1 + (frequency.get(word) ?? 0)));
  const length = (list: readonly string[]) => Math.sqrt(list.reduce((sum, word) => sum + weight(word) ** 2, 0));
  const asked = new Set(words);
  const askedLength = length(words);
  return found.map((one) => {
    const shared = one.words.filter((word) => asked.has(word));
    const product = askedLength * length(one.words);
    const byWords = product === 0 ? 0 : length(shared) ** 2 / product;
    const byVector = one.similarity === null ? byWords : Math.max(0, one.similarity);
    return { found: one, relevance: (byWords + byVector) / 2 };
  });
}
