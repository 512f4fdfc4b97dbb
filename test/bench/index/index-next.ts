import { z } from 'zod';
import { expectCommit } from '../../../src/indexing/expect-commit.ts';
import { updateIndex } from '../../../src/indexing/update-index.ts';
import type { Job } from './job.ts';
import { openIndex } from './open-index.ts';

const run = z.object({ seconds: z.number(), files: z.number(), reused: z.number() });

const result = z.object({
  next: run,
  later: run,
  /** From the start of the process to the end of `next`: what a person waits for `goat index`. */
  sinceStart: z.number(),
});

/** What a push costs, vectors included: as `goat index` does it, and the one after it in the same process. */
export const job: Job<z.infer<typeof result>> = {
  url: import.meta.url,
  result,
  async run(target) {
    const [nextCommit, laterCommit] = target.nextCommits;
    const done = new AbortController();
    void expectCommit({ ...target, commit: nextCommit }, done.signal);
    const index = await openIndex(target);
    const next = await updateIndex(index, { ...target, commit: nextCommit });
    const sinceStart = performance.now() / 1000;
    done.abort();
    const later = await updateIndex(index, { ...target, commit: laterCommit });
    await index.close();
    return { next, later, sinceStart };
  },
};
