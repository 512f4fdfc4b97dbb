import type { Chunk } from '../indexing/chunk.ts';
import type { SearchableSnapshot } from './chunk-search.ts';
import { type LinesOf, readLines } from './read-lines.ts';

/** What a context is made of: the contents of some files of a snapshot, and where their parts are. */
export interface Source {
  readonly lines: LinesOf;
  readonly chunks: (path: string) => readonly Chunk[];
}

/**
 * @param files places in the snapshot's files.
 * @throws Error when a content is not in the clone.
 */
export async function readSource(
  snapshot: SearchableSnapshot,
  gitDir: string,
  files: readonly number[],
): Promise<Source> {
  const wanted = files.flatMap((file) => snapshot.files[file] ?? []);
  const [lines, chunks] = await Promise.all([readLines(gitDir, wanted), snapshot.chunks(files)]);
  const chunksOf = new Map(wanted.map(({ path }, index) => [path, chunks[index] ?? []]));
  return { lines, chunks: (path) => chunksOf.get(path) ?? [] };
}
