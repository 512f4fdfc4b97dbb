import { countTermsOf } from '../text/count-terms.ts';
import { hash } from '../text/hash.ts';
import { definitionTerm, referenceTerm, wordsOf } from '../text/words.ts';
import type { Chunk } from './chunk.ts';

/**
 * How often each term is in a chunk, by its hash as a signed number: its words, the words of its symbol, the names that it
 * defines and those it uses.
 */
export function countWords(chunk: Chunk, references: readonly string[], text: string): Map<number, number> {
  const counts = countTermsOf(text);
  const count = (term: string) => {
    const key = hash(term) | 0;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const word of wordsOf(chunk.symbol ?? '')) count(word);
  for (const symbol of chunk.definitions) count(definitionTerm(symbol));
  for (const name of references) count(referenceTerm(name));
  return counts;
}
