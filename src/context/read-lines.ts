import { linesOf } from '../text/lines.ts';
import { readSomeBlobs } from '../workspace/read-some-blobs.ts';
import type { SnapshotFile } from './chunk-search.ts';

/** The lines of a file by its path; none of a file that was not read. */
export type LinesOf = (path: string) => readonly string[];

/**
 * Reads files. What nobody asks for is not taken apart into lines.
 * @throws Error when a content is not in the clone.
 */
export async function readLines(gitDir: string, files: readonly SnapshotFile[]): Promise<LinesOf> {
  const contents = new Map<string, () => readonly string[]>();
  const blobs = new Set(files.map(({ blob }) => blob));
  for (const { sha, content } of await readSomeBlobs([...blobs], gitDir)) {
    if (content === null) {
      throw new Error(`Blob ${sha} is no longer in the clone: fetch the commit and index it again.`);
    }
    contents.set(
      sha,
      once(() => linesOf(content)),
    );
  }
  const blobOf = new Map(files.map(({ path, blob }) => [path, blob]));
  return (path) => contents.get(blobOf.get(path) ?? '')?.() ?? [];
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
