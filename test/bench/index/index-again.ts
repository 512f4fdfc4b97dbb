import { z } from 'zod';
import { updateIndex } from '../../../src/indexing/update-index.ts';
import type { Job } from './job.ts';
import { openIndex } from './open-index.ts';

const run = z.object({ seconds: z.number(), files: z.number(), chunks: z.number(), reused: z.number() });
const result = z.object({ unchanged: run, next: run, later: run });

/** What a push costs, vectors included: the same commit again, then the two next ones. */
export const job: Job<z.infer<typeof result>> = {
  url: import.meta.url,
  result,
  async run(target) {
    const index = await openIndex(target);
    const unchanged = await updateIndex(index, target);
    const [nextCommit, laterCommit] = target.nextCommits;
    const next = await updateIndex(index, { ...target, commit: nextCommit });
    const later = await updateIndex(index, { ...target, commit: laterCommit });
    await index.close();
    return { unchanged, next, later };
  },
};
