import { offThread } from '../threads/off-thread.ts';
import { isThreadEnded } from '../threads/thread-ended.ts';
import { changeImports, type ImportGraph, type ImportingFile, importGraph } from './imports/import-graph.ts';

/** Parallel arrays: file `from[i]` imports file `to[i]`, by their places in a list. */
export interface PackedGraph {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

const limitMs = 60_000;
const inThread = offThread(import.meta.url, packedGraph, { limitMs });
const changeInThread = offThread(import.meta.url, changedGraph, { limitMs });

/** Which file imports which, found in a thread. Where that takes too long or too much memory, a snapshot goes without. */
export async function connectFiles(files: readonly ImportingFile[], signal?: AbortSignal): Promise<PackedGraph> {
  return unlessEnded(inThread([files.map(plain)], signal ? { signal } : {}));
}

/** The same when only some of the files import otherwise than before; `changeImports` says which may. */
export async function reconnectFiles(
  paths: readonly string[],
  before: PackedGraph,
  changed: readonly ImportingFile[],
  signal?: AbortSignal,
): Promise<PackedGraph> {
  return unlessEnded(changeInThread([paths, before, changed.map(plain)], signal ? { signal } : {}));
}

export function packedGraph(files: readonly ImportingFile[]): PackedGraph {
  return pack(importGraph(files));
}

export function changedGraph(...args: Parameters<typeof changeImports>): PackedGraph {
  return pack(changeImports(...args));
}

function plain({ path, imports }: ImportingFile): ImportingFile {
  return { path, imports };
}

function pack({ from, to }: ImportGraph): PackedGraph {
  return { from: Int32Array.from(from), to: Int32Array.from(to) };
}

async function unlessEnded(graph: Promise<PackedGraph>): Promise<PackedGraph> {
  try {
    return await graph;
  } catch (error) {
    if (!isThreadEnded(error)) throw error;
    return { from: new Int32Array(), to: new Int32Array() };
  }
}
