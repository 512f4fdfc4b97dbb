import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { listFiles } from '../../../src/indexing/list-files.ts';
import { largestFile } from '../../../src/indexing/skip-reason.ts';
import { languageOf } from '../../../src/syntax/language.ts';
import { parse } from '../../../src/syntax/parse.ts';
import { offThread } from '../../../src/threads/off-thread.ts';
import { readBlobs } from '../../../src/workspace/read-blobs.ts';
import type { Job } from './job.ts';

/** Contents that are in memory at once. */
const batchFiles = 1_000;
/** Files that a thread is given before it has answered: it must not wait for the next one. */
const aheadPerThread = 4;

const result = z.object({ files: z.number(), seconds: z.number(), cpuSeconds: z.number() });

/** The named baseline: the same files through the same parsers in the same threads, and nothing else is timed. */
export const job: Job<z.infer<typeof result>> = {
  url: import.meta.url,
  result,
  async run({ repository, gitDir, commit }) {
    const { files } = await listFiles({ repository, gitDir, commit });
    let parsed = 0;
    let milliseconds = 0;
    let cpu = 0;
    for (let from = 0; from < files.length; from += batchFiles) {
      const batch = await readFiles(gitDir, files.slice(from, from + batchFiles));
      const start = performance.now();
      const before = process.cpuUsage();
      await parseAll(batch);
      milliseconds += performance.now() - start;
      const { user, system } = process.cpuUsage(before);
      cpu += user + system;
      parsed += batch.length;
    }
    return { files: parsed, seconds: milliseconds / 1000, cpuSeconds: cpu / 1e6 };
  },
};

async function readFiles(gitDir: string, files: readonly { readonly path: string; readonly blob: string }[]) {
  const contents: { path: string; content: Buffer }[] = [];
  let index = 0;
  for await (const { content } of readBlobs(
    files.map(({ blob }) => blob),
    { gitDir, maxBytes: largestFile },
  )) {
    const file = files[index];
    index += 1;
    if (file !== undefined && content !== null) contents.push({ path: file.path, content });
  }
  return contents;
}

async function parseAll(files: readonly { readonly path: string; readonly content: Buffer }[]): Promise<void> {
  const next = files.values();
  const lanes = Array.from({ length: aheadPerThread * availableParallelism() }, async () => {
    for (const { path, content } of next) await parseInThread([path, content]);
  });
  await Promise.all(lanes);
}

const parseInThread = offThread(import.meta.url, parseFile);

export async function parseFile(path: string, content: Uint8Array): Promise<void> {
  await parse(languageOf(path), Buffer.from(content).toString(), () => undefined);
}
