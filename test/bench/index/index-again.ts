import { z } from 'zod';
import { updateIndex } from '../../../src/indexing/update-index.ts';
import type { Job } from './job.ts';
import { openIndex } from './open-index.ts';

const result = z.object({ seconds: z.number(), files: z.number(), reused: z.number() });

/** What the same commit costs once more. */
export const job: Job<z.infer<typeof result>> = {
  url: import.meta.url,
  result,
  async run(target) {
    const index = await openIndex(target);
    const unchanged = await updateIndex(index, target);
    await index.close();
    return unchanged;
  },
};
