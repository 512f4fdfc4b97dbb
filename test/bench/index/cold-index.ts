import { z } from 'zod';
import { updateIndex } from '../../../src/indexing/update-index.ts';
import { databaseBytes, measureDatabase } from './database-bytes.ts';
import type { Job } from './job.ts';
import { openIndex } from './open-index.ts';
import { type Call, recordCalls } from './record-calls.ts';
import { load, watchProcess } from './watch-process.ts';

const stages = z.object({
  listing: z.number(),
  /** Reading, parsing, cutting, counting words and writing, all at the same time. */
  files: z.number(),
  /** The part of `files` in which at least one write was under way. */
  writing: z.number(),
  snapshot: z.number(),
});

const result = z.object({ load, stages, bytes: databaseBytes });

/**
 * A first index, up to where searches can use words, symbols and structure. The vectors come after that and have a
 * measurement of their own, so the run is stopped there.
 */
export const job: Job<z.infer<typeof result>> = {
  url: import.meta.url,
  result,
  async run(target, report) {
    const index = await openIndex(target);
    const searchable = new AbortController();
    const calls: Call[] = [];
    const store = recordCalls(index.store, (call) => {
      calls.push(call);
      if (call.name === 'saveSnapshot') searchable.abort();
    });
    const stop = watchProcess();
    await updateIndex({ store, embedder: index.embedder }, target, {
      signal: searchable.signal,
      onProgress: report,
    }).catch((error: unknown) => {
      if (!searchable.signal.aborted) throw error;
    });
    const watched = stop();
    const bytes = await measureDatabase(index.database);
    await index.close();
    return { load: watched, stages: stagesOf(calls), bytes };
  },
};

function stagesOf(calls: readonly Call[]): z.infer<typeof stages> {
  const of = (name: string) => calls.filter((call) => call.name === name);
  const listed = Math.min(...of('knownBlobs').map(({ start }) => start));
  const read = Math.min(...of('saveSnapshot').map(({ start }) => start));
  const saved = Math.max(...of('saveSnapshot').map(({ end }) => end));
  return { listing: listed, files: read - listed, writing: covered(of('addBlobs')), snapshot: saved - read };
}

/** The seconds in which at least one of the calls was under way. */
function covered(calls: readonly Call[]): number {
  let seconds = 0;
  let until = 0;
  for (const { start, end } of [...calls].sort((left, right) => left.start - right.start)) {
    seconds += Math.max(0, end - Math.max(start, until));
    until = Math.max(until, end);
  }
  return seconds;
}
