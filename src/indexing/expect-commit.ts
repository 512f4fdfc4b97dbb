import { diffTrees } from '../workspace/diff-trees.ts';
import { readContents } from '../workspace/read-blobs.ts';
import { cutSamples } from './cut-samples.ts';
import type { FileContent } from './index-files.ts';
import type { SnapshotRef } from './snapshot.ts';
import { startThread } from './start-thread.ts';

const mostSamples = 16;
/** In bytes. */
const largestSample = 32 * 1024;

/**
 * Has a thread cut what a commit changes of its first parent, once, while the caller opens its database: where the parent
 * is in the index, the same will be read again, and takes a fifth of the time then. It throws nothing.
 * @param signal ends the thread when it is still at it.
 */
export async function expectCommit({ gitDir, commit }: SnapshotRef, signal: AbortSignal): Promise<void> {
  void startThread();
  const samples = await readSamples(gitDir, commit, signal).catch(() => []);
  if (samples.length > 0) await cutSamples(samples, signal);
}

async function readSamples(gitDir: string, commit: string, signal: AbortSignal): Promise<FileContent[]> {
  const difference = await diffTrees(gitDir, `${commit}^`, commit, signal);
  const files = (difference?.after ?? []).slice(0, mostSamples).map(({ path, sha }) => ({ path, blob: sha }));
  const samples: FileContent[] = [];
  for await (const { file, content } of readContents(files, { gitDir, maxBytes: largestSample, signal })) {
    samples.push({ path: file.path, content: content ?? new Uint8Array(), wanted: true });
  }
  return samples;
}
