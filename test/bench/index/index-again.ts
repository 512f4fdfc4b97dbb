import { z } from 'zod';
import { updateIndex } from '../../../src/indexing/update-index.ts';
import type { Job } from './job.ts';
import { openIndex } from './open-index.ts';

const run = z.object({ seconds: z.number(), files: z.number(), chunks: z.number(), reused: z.number() });
const result = z.object({ unchanged: run, changed: run });

/** What a push costs: the same commit again, and then the next one, each with its vectors. */
export const job: Job<z.infer<typeof result>> = {
  url: import.meta.url,
  result,
  async run(target) {
    const index = await openIndex(target);
    const unchanged = await updateIndex(index, target);
    const changed = await updateIndex(index, { ...target, commit: target.nextCommit });
    await index.close();
    return { unchanged, changed };
  },
};
