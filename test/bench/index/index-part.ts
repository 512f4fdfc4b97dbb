import { z } from 'zod';
import { updateIndex } from '../../../src/indexing/update-index.ts';
import type { Job } from './job.ts';
import { openIndex } from './open-index.ts';

const result = z.object({ seconds: z.number(), files: z.number(), chunks: z.number(), reused: z.number() });

/** One run to its end, which says how far it is. */
export const job: Job<z.infer<typeof result>> = {
  url: import.meta.url,
  result,
  async run(target, report) {
    const index = await openIndex(target);
    const summary = await updateIndex(index, target, {
      onProgress: ({ filesDone, files }) => report({ done: filesDone, total: files }),
    });
    await index.close();
    return summary;
  },
};
