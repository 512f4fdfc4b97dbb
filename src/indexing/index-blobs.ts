import { availableParallelism } from 'node:os';
import { inOneBuffer } from '../threads/in-one-buffer.ts';
import { readContents } from '../workspace/read-blobs.ts';
import type { IndexedBlob, SnapshotFile } from './chunk-store.ts';
import { inParallel } from './in-parallel.ts';
import type { FileContent } from './index-files.ts';
import { indexGroup } from './index-group.ts';
import { largestFile } from './skip-reason.ts';

export interface FileToIndex extends SnapshotFile {
  readonly wanted: boolean;
}

interface ReadFile extends FileContent {
  readonly file: FileToIndex;
}

/**
 * Files go to threads in groups: while the embedded database writes, nothing can be handed out, so a thread must have
 * work for longer than that. In bytes and files.
 */
const groupBytes = 200_000;
const mostGroupFiles = 100;
/** Fewer are not worth another thread, which has to start and to load their grammars. */
const fewestGroupFiles = 16;
/** Groups that are read: those that threads work on, and one waiting for each. */
const groupsAhead = 2 * availableParallelism();

/**
 * Reads files through one git process and cuts them into chunks with their words, in threads, in no order. A file that
 * costs its thread is kept as text.
 *
 * Memory holds the contents of at most `2 × threads` groups, each up to the largest file (1 MB), and what became of them.
 * @throws Error when a content is not in the repository; the signal's reason when aborted.
 */
export async function* indexBlobs(
  gitDir: string,
  files: readonly FileToIndex[],
  signal?: AbortSignal,
): AsyncGenerator<IndexedBlob[]> {
  const share = Math.ceil(files.length / availableParallelism());
  const groupFiles = Math.min(mostGroupFiles, Math.max(fewestGroupFiles, share));
  const groups = inGroups(readFiles(gitDir, files, signal), groupFiles);
  yield* inParallel(groups, (group) => indexBlobGroup(group, signal), groupsAhead);
}

async function* readFiles(
  gitDir: string,
  files: readonly FileToIndex[],
  signal: AbortSignal | undefined,
): AsyncGenerator<ReadFile> {
  const options = { gitDir, maxBytes: largestFile, ...(signal ? { signal } : {}) };
  for await (const { file, content } of readContents(files, options)) {
    if (content === null) {
      throw new Error(`The content of ${file.path} is not in the clone: fetch the commit with all its blobs first.`);
    }
    yield { file, path: file.path, wanted: file.wanted, content };
  }
}

async function* inGroups(files: AsyncIterable<ReadFile>, groupFiles: number): AsyncGenerator<ReadFile[]> {
  let group: ReadFile[] = [];
  let bytes = 0;
  for await (const file of files) {
    if (group.length > 0 && (bytes + file.content.length > groupBytes || group.length >= groupFiles)) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(file);
    bytes += file.content.length;
  }
  if (group.length > 0) yield group;
}

async function indexBlobGroup(group: readonly ReadFile[], signal: AbortSignal | undefined): Promise<IndexedBlob[]> {
  const bytes = inOneBuffer(group.map(({ content }) => content));
  const contents = group.map(({ path, content, wanted }, index) => ({
    path,
    content: bytes[index] ?? content,
    wanted,
  }));
  const indexed = await indexGroup(contents, signal ? { signal } : {});
  return indexed.flatMap((content, index) => {
    const file = group[index]?.file;
    return file === undefined ? [] : [{ ...content, blob: file.blob, chunker: file.chunker }];
  });
}
