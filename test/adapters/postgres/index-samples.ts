import type { ChunkStore, IndexedBlob, NewSnapshot, UnembeddedBlob } from '../../../src/indexing/chunk-store.ts';
import { packPostings } from '../../../src/indexing/postings.ts';
import type { SnapshotRef } from '../../../src/indexing/snapshot.ts';
import { hash } from '../../../src/text/hash.ts';

const chunker = 'text 1';

/** A blob of this name with a chunk of one line for each map of words. */
export function indexedBlob(name: string, ...chunks: readonly Record<string, number>[]): IndexedBlob {
  return {
    blob: name,
    chunker,
    skipped: null,
    chunks: chunks.length,
    imports: [],
    unparsed: false,
    packedChunks: JSON.stringify(
      chunks.map((_, index) => ({
        startLine: index + 1,
        endLine: index + 1,
        kind: 'text',
        symbol: null,
        definitions: [],
        parents: [],
        tokens: 1,
      })),
    ),
    postings: packPostings(chunks.map(termsOf)),
  };
}

function termsOf(words: Record<string, number>): Map<number, number> {
  return new Map(Object.entries(words).map(([word, count]) => [hash(word), count]));
}

/** Files by path, with the name of the blob that each has. */
export function newSnapshot(paths: Record<string, string>, version = 'v1'): NewSnapshot {
  const files = Object.entries(paths).map(([path, name]) => ({ path, blob: name, chunker }));
  const counts = { files: files.length, chunks: 0, skipped: {}, languages: {}, unparsed: 0 };
  return { version, files, counts, imports: { from: new Int32Array(), to: new Int32Array() } };
}

export function unitVector(place: number): Float32Array {
  return new Float32Array(384).fill(1, place, place + 1);
}

export async function unembeddedBlobs(
  store: ChunkStore,
  snapshot: Pick<SnapshotRef, 'repository' | 'commit'>,
  embedder: string,
): Promise<UnembeddedBlob[]> {
  const blobs: UnembeddedBlob[] = [];
  const { pages } = await store.unembedded(snapshot, embedder);
  for await (const page of pages) blobs.push(...page);
  return blobs;
}
