import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { inParallel } from '../../../src/indexing/in-parallel.ts';
import { type ListedFile, listFiles } from '../../../src/indexing/list-files.ts';
import { largestFile } from '../../../src/indexing/skip-reason.ts';
import { languageOf } from '../../../src/syntax/language.ts';
import { parse } from '../../../src/syntax/parse.ts';
import { offThread } from '../../../src/threads/off-thread.ts';
import { readBlobs } from '../../../src/workspace/read-blobs.ts';
import type { Job } from './job.ts';

/** Contents that are in memory at once, and those that a thread is given at once. */
const pageFiles = 1_000;
const batchFiles = 10;

const result = z.object({ files: z.number(), seconds: z.number(), cpuSeconds: z.number() });

/** The named baseline: the same files through the same parsers in the same threads, and nothing else is timed. */
export const job: Job<z.infer<typeof result>> = {
  url: import.meta.url,
  result,
  async run({ repository, gitDir, commit }) {
    const { files } = await listFiles({ repository, gitDir, commit });
    const total = { files: 0, seconds: 0, cpuSeconds: 0 };
    for (let from = 0; from < files.length; from += pageFiles) {
      const page = await readFiles(gitDir, files.slice(from, from + pageFiles));
      const start = performance.now();
      const cpu = process.cpuUsage();
      for await (const parsed of inParallel(batches(page), parseInThread, 2 * availableParallelism())) {
        total.files += parsed;
      }
      const { user, system } = process.cpuUsage(cpu);
      total.seconds += (performance.now() - start) / 1000;
      total.cpuSeconds += (user + system) / 1e6;
    }
    return total;
  },
};

interface Source {
  readonly language: string;
  readonly text: string;
}

async function readFiles(gitDir: string, files: readonly ListedFile[]): Promise<Source[]> {
  const shas = files.map(({ blob }) => blob);
  const sources: Source[] = [];
  for await (const { content } of readBlobs(shas, { gitDir, maxBytes: largestFile })) {
    const language = languageOf(files[sources.length]?.path ?? '');
    sources.push({ language, text: content?.toString() ?? '' });
  }
  return sources;
}

async function* batches(sources: readonly Source[]): AsyncGenerator<[Source[]]> {
  for (let from = 0; from < sources.length; from += batchFiles) yield [sources.slice(from, from + batchFiles)];
}

/** Milliseconds. No file takes long, but a machine that has other things to do may. */
const limitMs = 120_000;

const parseInThread = offThread(import.meta.url, parseAll, { limitMs });

export async function parseAll(sources: readonly Source[]): Promise<number> {
  for (const { language, text } of sources) await parse(language, text, () => undefined);
  return sources.length;
}
