import { availableParallelism } from 'node:os';
import { indexInThread } from './index-files.ts';

/**
 * Has threads start and load what cuts files, which takes them a while, when there is nothing to cut yet. What fails here
 * fails again where it is needed.
 */
export function startThreads(threads = availableParallelism()): void {
  for (let thread = 0; thread < threads; thread += 1) indexInThread([[]]).catch(() => undefined);
}
