import { countWordsOf, definitionTerm, referenceTerm, wordsOf } from '../text/words.ts';
import type { Chunk } from './chunk.ts';

/** How often each term is in a chunk: its words, the words of its symbol, the names that it defines and those it uses. */
export function countWords(chunk: Chunk, references: readonly string[], text: string): Map<string, number> {
  const counts = countWordsOf(text);
  const count = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1);
  for (const word of wordsOf(chunk.symbol ?? '')) count(word);
  for (const symbol of chunk.definitions) count(definitionTerm(symbol));
  for (const name of references) count(referenceTerm(name));
  return counts;
}
