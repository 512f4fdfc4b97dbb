import type { SnapshotImports } from './chunk-search.ts';
import { points } from './signals.ts';

/** About what a file gets that has the best words in all places. */
const fullScore = points['file-words'] + points['chunk-words'] + points['path-words'];

/**
 * For each file how well the best of those that it imports and that import it does, between 0 and 1: a fault often shows
 * in one file and lies in the one beside it. One step is enough; ranks that flow on through the graph find its hubs.
 */
export function scoreNeighbours({ from, to }: SnapshotImports, scores: Float64Array): Float64Array {
  const best = new Float64Array(scores.length);
  for (let pair = 0; pair < from.length; pair += 1) {
    const [left = 0, right = 0] = [from[pair], to[pair]];
    best[left] = Math.max(best[left] ?? 0, scores[right] ?? 0);
    best[right] = Math.max(best[right] ?? 0, scores[left] ?? 0);
  }
  for (let file = 0; file < best.length; file += 1) best[file] = Math.min(1, (best[file] ?? 0) / fullScore);
  return best;
}
