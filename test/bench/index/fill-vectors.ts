import { z } from 'zod';
import { updateIndex } from '../../../src/indexing/update-index.ts';
import { databaseBytes, measureDatabase } from './database-bytes.ts';
import type { Job } from './job.ts';
import { openIndex } from './open-index.ts';
import { load, watchProcess } from './watch-process.ts';

const result = z.object({
  load,
  files: z.number(),
  chunks: z.number(),
  reused: z.number(),
  unparsed: z.number(),
  complete: z.boolean(),
  bytes: databaseBytes,
});

/** Goes on with an index whose files are in: what is left are the built-in vectors. */
export const job: Job<z.infer<typeof result>> = {
  url: import.meta.url,
  result,
  async run(target) {
    const index = await openIndex(target);
    const stop = watchProcess();
    const { files, chunks, reused, unparsed } = await updateIndex(index, target);
    const watched = stop();
    const vectors = await (await index.search.open(target))?.vectors(index.embedder.id);
    const bytes = await measureDatabase(index.database);
    await index.close();
    return { load: watched, files, chunks, reused, unparsed, complete: vectors === 'complete', bytes };
  },
};
