import { builtInEmbedder } from '../../../src/adapters/embeddings/built-in.ts';
import { createChunkSearch } from '../../../src/adapters/postgres/chunk-search.ts';
import { createChunkStore } from '../../../src/adapters/postgres/chunk-store.ts';
import { connect } from '../../../src/adapters/postgres/connect.ts';
import { migrate } from '../../../src/adapters/postgres/migrate.ts';
import type { Target } from './job.ts';

/** The index as the product opens it. */
export async function openIndex({ database: location }: Target) {
  const database = await connect(location);
  await migrate(database);
  return {
    database,
    store: createChunkStore(database),
    search: createChunkSearch(database),
    embedder: builtInEmbedder,
    close: () => database.close(),
  };
}
