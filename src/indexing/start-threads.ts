import { availableParallelism } from 'node:os';
import { languageOf } from '../syntax/language.ts';
import { indexInThread } from './index-files.ts';

/**
 * Has threads start and load what cuts files, which takes them a while, when there is nothing to cut yet. What fails here
 * fails again where it is needed.
 * @param paths of files that will have to be cut: the grammars of their languages are loaded, too.
 */
export async function startThreads(threads = availableParallelism(), paths: readonly string[] = []): Promise<void> {
  const examples = new Map(paths.map((path) => [languageOf(path), path]));
  const files = Array.from(examples.values(), (path) => ({ path, content: new Uint8Array(), wanted: true }));
  await Promise.allSettled(Array.from({ length: threads }, () => indexInThread([files])));
}
