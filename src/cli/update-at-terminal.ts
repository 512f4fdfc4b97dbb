import type { LocalIndex } from '../compose/local-index.ts';
import type { SnapshotRef } from '../indexing/snapshot.ts';
import { type IndexSummary, updateIndex } from '../indexing/update-index.ts';
import { showProgress } from './show-progress.ts';

/** Brings the index of a commit up to date, with its progress on standard error. */
export async function updateAtTerminal(
  { chunkStore, builtIn }: LocalIndex,
  snapshot: SnapshotRef,
  signal: AbortSignal,
): Promise<IndexSummary> {
  const view = showProgress(process.stderr);
  try {
    return await updateIndex({ store: chunkStore, embedder: builtIn }, snapshot, { signal, onProgress: view.show });
  } finally {
    view.end();
  }
}
