import { addSnapshot } from './add-snapshot.ts';
import type { ChunkStore, Keeping } from './chunk-store.ts';
import type { Embedder } from './embedder.ts';
import { fillVectors } from './fill-vectors.ts';
import type { IndexOptions } from './index-options.ts';
import type { SnapshotCounts, SnapshotRef } from './snapshot.ts';

export interface IndexSummary extends SnapshotCounts {
  readonly revision: string;
  /** Files whose content was known before. */
  readonly reused: number;
  readonly seconds: number;
}

/**
 * A pull request rarely lives for longer than a month, and its base commit is asked for as long as it lives. Beside contents,
 * most of which it shares with the next one, a snapshot is a list of files: of 10,000 files 0.3 MB, where their contents
 * take 50 MB. A hundred of them take less than that.
 */
const keeping: Keeping = { snapshots: 100, days: 30, graceHours: 24 };

const fullName = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Makes a commit searchable, reading only contents that the index does not know, and gives its chunks their vectors of
 * `embedder`. May be repeated, and run twice at once: what an interrupted run has written is kept, and who comes second
 * waits and finds it done.
 * @throws Error with one sentence when the commit is not in the repository; the signal's reason when aborted.
 */
export async function updateIndex(
  { store, embedder }: { readonly store: ChunkStore; readonly embedder: Embedder },
  snapshot: SnapshotRef,
  options: IndexOptions = {},
): Promise<IndexSummary> {
  const start = performance.now();
  if (!fullName.test(snapshot.commit)) {
    throw new Error(`"${snapshot.commit}" is not the full name of a commit: a branch moves, and its index would not.`);
  }
  const { counts, reused, isNew } = await addSnapshot(store, snapshot, options);
  await fillVectors({ store, embedder }, snapshot, options);
  if (isNew) await store.collect(snapshot.repository, keeping);
  return { revision: snapshot.commit, ...counts, reused, seconds: (performance.now() - start) / 1000 };
}
