import { wordsOf } from '../text/words.ts';
import { relativeToBest } from './bm25.ts';
import type { SnapshotFile } from './chunk-search.ts';
import { keptWith } from './kept-with.ts';

/**
 * How well the words of each file's path answer a search, between 0 and 1: the rarity, among the paths, of the words that
 * both have.
 */
export function scorePaths(files: readonly SnapshotFile[], words: ReadonlyMap<string, number>): Float64Array {
  const named = filesByWord(files);
  const scores = new Float64Array(files.length);
  for (const [word, weight] of words) {
    const having = named.get(word) ?? [];
    const worth = weight * Math.log(files.length / having.length);
    for (const file of having) scores[file] = (scores[file] ?? 0) + worth;
  }
  return relativeToBest(scores);
}

const filesByWord = keptWith((files: readonly SnapshotFile[]): ReadonlyMap<string, readonly number[]> => {
  const named = new Map<string, number[]>();
  files.forEach(({ path }, file) => {
    for (const word of new Set(wordsOf(path))) {
      const having = named.get(word);
      if (having === undefined) named.set(word, [file]);
      else having.push(file);
    }
  });
  return named;
});
