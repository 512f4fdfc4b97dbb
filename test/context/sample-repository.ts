import { builtInEmbedder } from '../../src/adapters/embeddings/built-in.ts';
import { createChunkStore } from '../../src/adapters/postgres/chunk-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { SnapshotRef } from '../../src/indexing/snapshot.ts';
import { updateIndex } from '../../src/indexing/update-index.ts';
import { temporaryRepository } from '../workspace/temporary-repository.ts';

/** A function that is too large for one chunk. */
export const long = (name: string) =>
  `export function ${name}(input: string) {\n${Array.from({ length: 70 }, (_, line) => `  handle('${name}', ${line}, input.slice(${line}));\n`).join('')}}\n`;

export const files = {
  'src/parse-header.ts':
    '/** Reads a header. */\nexport function parseHeader(line: string) {\n  return line.split(":");\n}\n',
  'src/send-reply.ts':
    'import { parseHeader } from "./parse-header.ts";\n\nexport function sendReply() {\n  parseHeader("a: b");\n}\n',
  'src/long.ts': long('longFunction'),
  'lib/copy-of-long.ts': long('longFunction'),
  'src/tools.py': 'class Tool:\n    def sharpen(self):\n        return "sharp"\n',
  'test/parse-header.test.ts': 'test("parseHeader", () => parseHeader("a: b"));\n',
  'README.md': '# Headers\n\nparseHeader reads a header.\n',
};

/** Puts the files into a repository that lives as long as the test, and indexes it. */
export async function indexSample(database: Database, repository: string): Promise<SnapshotRef> {
  const snapshot = { repository, ...(await temporaryRepository(files)) };
  await updateIndex({ store: createChunkStore(database), embedder: builtInEmbedder }, snapshot);
  return snapshot;
}
