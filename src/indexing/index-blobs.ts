import { linesOf, textOf } from '../text/lines.ts';
import { readBlobs } from '../workspace/read-blobs.ts';
import { chunkFile } from './chunk-file.ts';
import type { IndexedBlob, SnapshotFile } from './chunk-store.ts';
import { countWords } from './count-words.ts';
import { packPostings } from './postings.ts';
import { largestFile, skipByContent } from './skip-reason.ts';

/**
 * Reads files through one git process and cuts each into chunks with their words, in the order given.
 * @throws Error when a content is not in the repository.
 */
export async function* indexBlobs(
  gitDir: string,
  files: readonly SnapshotFile[],
  signal?: AbortSignal,
): AsyncGenerator<IndexedBlob> {
  const shas = files.map((file) => file.blob);
  let index = 0;
  for await (const { content } of readBlobs(shas, { gitDir, maxBytes: largestFile, ...(signal ? { signal } : {}) })) {
    const file = files[index];
    index += 1;
    if (file === undefined) return;
    if (content === null) {
      throw new Error(`The content of ${file.path} is not in the clone: fetch the commit with all its blobs first.`);
    }
    yield await indexBlob(file, content);
  }
}

async function indexBlob({ path, blob, chunker }: SnapshotFile, content: Buffer): Promise<IndexedBlob> {
  const skipped = skipByContent(path, content);
  if (skipped !== undefined) return { blob, chunker, skipped, chunks: [], postings: packPostings([]) };
  const lines = linesOf(content);
  const { chunks, references } = await chunkFile(path, lines);
  const words = chunks.map((chunk, index) => countWords(chunk, references[index] ?? [], textOf(chunk, lines)));
  return { blob, chunker, skipped: null, chunks, postings: packPostings(words) };
}
