import { wordsOf } from '../text/words.ts';
import type { SnapshotFile } from './chunk-search.ts';

/** The words of paths are the same for every search of a snapshot. */
const known = new WeakMap<readonly SnapshotFile[], readonly ReadonlySet<string>[]>();

/**
 * How well the words of each file's path answer a search: the rarity, among the paths, of the words that both have.
 * Files without any are left out.
 */
export function scorePaths(files: readonly SnapshotFile[], words: ReadonlySet<string>): Map<number, number> {
  const paths = known.get(files) ?? files.map(({ path }) => new Set(wordsOf(path)));
  known.set(files, paths);
  const shared = paths.map((path) => [...path].filter((word) => words.has(word)));
  const frequencies = new Map<string, number>();
  for (const word of shared.flat()) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);

  const scores = new Map<number, number>();
  shared.forEach((common, file) => {
    const score = common.reduce((sum, word) => sum + Math.log(files.length / (frequencies.get(word) ?? 1)), 0);
    if (score > 0) scores.set(file, score);
  });
  return scores;
}
