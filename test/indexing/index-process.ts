/**
 * A process that indexes a commit and tells each progress in a line: `DATABASE REPOSITORY GIT_DIR COMMIT`, where the
 * database is a URL or the directory of an embedded one.
 */
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { builtInEmbedder } from '../../src/adapters/embeddings/built-in.ts';
import { createChunkStore } from '../../src/adapters/postgres/chunk-store.ts';
import { connect } from '../../src/adapters/postgres/connect.ts';
import { overEngine } from '../../src/adapters/postgres/embedded.ts';
import { updateIndex } from '../../src/indexing/update-index.ts';

const [location = '', repository = '', gitDir = '', commit = ''] = process.argv.slice(2);

const database = location.includes('://')
  ? await connect({ url: location })
  : // Without its lock: that of a killed process would have to be waited for.
    overEngine(await PGlite.create({ dataDir: location, extensions: { vector } }), async () => undefined);
const store = createChunkStore(database);
const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
await updateIndex({ store, embedder: builtInEmbedder }, { repository, gitDir, commit }, { onProgress: tell });
await database.close();
