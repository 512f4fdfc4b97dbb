import { linesOf, textOf } from '../text/lines.ts';
import { inOneBuffer } from '../threads/in-one-buffer.ts';
import { offThread } from '../threads/off-thread.ts';
import type { CutFile } from './chunk.ts';
import { chunkAsText, chunkFile } from './chunk-file.ts';
import type { IndexedBlob } from './chunk-store.ts';
import { countWords } from './count-words.ts';
import { packPostings } from './postings.ts';
import { skipByContent } from './skip-reason.ts';

export interface FileContent {
  readonly path: string;
  readonly content: Uint8Array;
  /** Whether the repository says that it belongs in. */
  readonly wanted: boolean;
}

/** All that is kept of a content, packed where it is made: it goes from a thread to the database as it is. */
export type IndexedContent = Omit<IndexedBlob, 'blob' | 'chunker'>;

/** Cuts files into chunks with their words, in a thread. */
export const indexInThread = offThread(import.meta.url, indexFiles);
/** The same without parsers. */
export const indexAsTextInThread = offThread(import.meta.url, indexFilesAsText);

export function indexFiles(files: readonly FileContent[]): Promise<IndexedContent[]> {
  return indexAll(files, chunkFile);
}

export function indexFilesAsText(files: readonly FileContent[]): Promise<IndexedContent[]> {
  return indexAll(files, chunkAsText);
}

type Cut = (path: string, lines: readonly string[]) => CutFile | Promise<CutFile>;

async function indexAll(files: readonly FileContent[], cut: Cut): Promise<IndexedContent[]> {
  const indexed: IndexedContent[] = [];
  for (const file of files) indexed.push(await indexFile(file, cut));
  const postings = inOneBuffer(indexed.map((file) => file.postings));
  return indexed.map((file, index) => ({ ...file, postings: postings[index] ?? file.postings }));
}

async function indexFile({ path, content, wanted }: FileContent, cut: Cut): Promise<IndexedContent> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const skipped = skipByContent(path, bytes, wanted);
  if (skipped !== undefined) return { ...nothing, skipped };
  const lines = linesOf(bytes);
  const { chunks, references, imports, unparsed } = await cut(path, lines);
  const words = chunks.map((chunk, index) => countWords(chunk, references[index] ?? [], textOf(chunk, lines)));
  return {
    skipped: null,
    chunks: chunks.length,
    imports,
    unparsed,
    packedChunks: JSON.stringify(chunks),
    postings: packPostings(words),
  };
}

const nothing = { chunks: 0, imports: [], unparsed: false, packedChunks: '[]', postings: packPostings([]) };
