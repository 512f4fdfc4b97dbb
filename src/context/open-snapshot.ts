import type { SnapshotRef } from '../indexing/snapshot.ts';
import type { ChunkSearch, SearchableSnapshot } from './chunk-search.ts';

/** @throws Error when the commit is not indexed. */
export async function openSnapshot(search: ChunkSearch, ref: SnapshotRef): Promise<SearchableSnapshot> {
  const snapshot = await search.open(ref);
  if (snapshot === undefined) throw new Error(`Commit ${ref.commit} is not indexed yet: index it, then search again.`);
  return snapshot;
}
