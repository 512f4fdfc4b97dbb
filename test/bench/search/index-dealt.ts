import { z } from 'zod';
import { updateIndex } from '../../../src/indexing/update-index.ts';
import type { Job } from '../index/job.ts';
import { openIndex } from '../index/open-index.ts';
import { readDealt } from './deal-repositories.ts';

const result = z.object({ repositories: z.number(), chunks: z.number() });

/** Indexes all repositories that were dealt, each as one of its own. */
export const job: Job<z.infer<typeof result>> = {
  url: import.meta.url,
  result,
  async run(target) {
    const index = await openIndex(target);
    const dealt = await readDealt(target.gitDir);
    let chunks = 0;
    for (const { repository, commit } of dealt) {
      chunks += (await updateIndex(index, { repository, commit, gitDir: target.gitDir })).chunks;
    }
    await index.close();
    return { repositories: dealt.length, chunks };
  },
};
