import { offThread } from '../threads/off-thread.ts';
import { isThreadEnded } from '../threads/thread-ended.ts';
import { type ImportingFile, importGraph } from './imports/import-graph.ts';

/** Parallel arrays: file `from[i]` imports file `to[i]`, by their places in a list. */
export interface PackedGraph {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

const inThread = offThread(import.meta.url, packedGraph, { limitMs: 60_000 });

/** Which file imports which, found in a thread. Where that takes too long or too much memory, a snapshot goes without. */
export async function connectFiles(files: readonly ImportingFile[], signal?: AbortSignal): Promise<PackedGraph> {
  const plain = files.map(({ path, imports }) => ({ path, imports }));
  try {
    return await inThread([plain], signal ? { signal } : {});
  } catch (error) {
    if (!isThreadEnded(error)) throw error;
    return { from: new Int32Array(), to: new Int32Array() };
  }
}

export function packedGraph(files: readonly ImportingFile[]): PackedGraph {
  const { from, to } = importGraph(files);
  return { from: Int32Array.from(from), to: Int32Array.from(to) };
}
