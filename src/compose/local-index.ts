import path from 'node:path';
import { builtInEmbedder } from '../adapters/embeddings/built-in.ts';
import { miniLmId, openMiniLm } from '../adapters/embeddings/minilm.ts';
import { createChunkSearch } from '../adapters/postgres/chunk-search.ts';
import { createChunkStore } from '../adapters/postgres/chunk-store.ts';
import { createTaskStore } from '../adapters/postgres/task-store.ts';
import type { CountedRequest } from '../agent/token-ratio.ts';
import type { CommandLineConfig } from '../config/environment.ts';
import type { ChunkSearch } from '../context/chunk-search.ts';
import type { ChunkStore } from '../indexing/chunk-store.ts';
import type { Embedder } from '../indexing/embedder.ts';
import type { SnapshotRef } from '../indexing/snapshot.ts';
import { openLocalDatabase } from './open-local-database.ts';

/** The index of a repository of this machine. It needs no model and no engine, so it opens fast. */
export interface LocalIndex {
  readonly chunkStore: ChunkStore;
  readonly chunkSearch: ChunkSearch;
  readonly builtIn: Embedder;
  /** MiniLM; null where it cannot be had, which is said. */
  openMiniLm(): Promise<Embedder | null>;
  /** What a search of the snapshot can use, the preferred first: MiniLM is loaded only where its vectors are complete. */
  embeddersOf(snapshot: SnapshotRef): Promise<readonly Embedder[]>;
  /** As in `TaskStore`: what fixes in the same database learned of a model's tokens. */
  countedRequests(model: string): Promise<readonly CountedRequest[]>;
  close(): Promise<void>;
}

/**
 * Opens the index of a repository, and makes it where there is none.
 * @param say receives sentences for people.
 */
export async function openLocalIndex(
  config: CommandLineConfig,
  gitDir: string,
  say: (sentence: string) => void,
): Promise<LocalIndex> {
  const database = await openLocalDatabase(config, gitDir, say);
  const chunkSearch = createChunkSearch(database);

  async function miniLm(): Promise<Embedder | null> {
    const opened = await openMiniLm({ cacheDir: path.join(config.home, 'models') });
    if (!('unavailable' in opened)) return opened;
    say(opened.unavailable);
    return null;
  }

  return {
    chunkStore: createChunkStore(database),
    chunkSearch,
    builtIn: builtInEmbedder,
    openMiniLm: miniLm,
    async embeddersOf(snapshot) {
      const searchable = await chunkSearch.open(snapshot);
      const preferred = (await searchable?.vectors(miniLmId)) === 'complete' ? await miniLm() : null;
      return preferred === null ? [builtInEmbedder] : [preferred, builtInEmbedder];
    },
    countedRequests: (model) => createTaskStore(database).countedRequests(model),
    close: database.close,
  };
}
