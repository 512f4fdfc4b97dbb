import { z } from 'zod';
import { updateIndex } from '../../../src/indexing/update-index.ts';
import type { Job, Progress } from './job.ts';
import { openIndex } from './open-index.ts';

const result = z.object({
  seconds: z.number(),
  files: z.number(),
  chunks: z.number(),
  reused: z.number(),
  /** Chunks that had no vector when it began. */
  vectorsLeft: z.number(),
  complete: z.boolean(),
});

/** One run to its end, which says how far it is. */
export const job: Job<z.infer<typeof result>> = {
  url: import.meta.url,
  result,
  async run(target, report) {
    const index = await openIndex(target);
    let vectorsLeft = 0;
    const onProgress = (progress: Progress) => {
      if (progress.stage === 'vectors') vectorsLeft = progress.total;
      report(progress);
    };
    const { seconds, files, chunks, reused } = await updateIndex(index, target, { onProgress });
    const vectors = await (await index.search.open(target))?.vectors(index.embedder.id);
    await index.close();
    return { seconds, files, chunks, reused, vectorsLeft, complete: vectors === 'complete' };
  },
};
