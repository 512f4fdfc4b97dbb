import type { SnapshotRef } from '../indexing/snapshot.ts';
import { isTestPath } from '../text/test-path.ts';
import type { ChunkSearch, SearchableSnapshot } from './chunk-search.ts';
import { openSnapshot } from './open-snapshot.ts';

export type WhichTests = 'with' | 'without' | 'only';

export interface Importer {
  readonly path: string;
  readonly isTest: boolean;
}

/**
 * The files that import a file, and the tests that are named after it; tests come last. Undefined where the commit has
 * no such file in its index.
 * @throws Error when the commit is not indexed.
 */
export async function findImporters(
  { search }: { readonly search: ChunkSearch },
  ref: SnapshotRef,
  path: string,
  { tests }: { readonly tests: WhichTests },
): Promise<Importer[] | undefined> {
  const snapshot = await openSnapshot(search, ref);
  const file = snapshot.files.findIndex((one) => one.path === path);
  if (file === -1) return undefined;
  return [...(await importersOf(snapshot, new Set([file])))]
    .map((place) => snapshot.files[place]?.path ?? '')
    .map((importer) => ({ path: importer, isTest: isTestPath(importer) }))
    .filter(({ isTest }) => isWanted(isTest, tests))
    .sort((left, right) => Number(left.isTest) - Number(right.isTest) || (left.path < right.path ? -1 : 1));
}

/** Places of the files that import one of those. */
export async function importersOf(snapshot: SearchableSnapshot, files: ReadonlySet<number>): Promise<Set<number>> {
  const { from, to } = await snapshot.imports();
  return new Set(from.filter((_, index) => files.has(to[index] ?? -1)));
}

export function isWanted(isTest: boolean, tests: WhichTests): boolean {
  return tests === 'with' || isTest === (tests === 'only');
}
