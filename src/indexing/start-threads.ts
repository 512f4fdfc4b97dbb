import { availableParallelism } from 'node:os';
import { indexInThread } from './index-files.ts';

/**
 * Has threads start and load what cuts files, which takes them a while, when there is nothing to cut yet. What fails here
 * fails again where it is needed.
 */
export async function startThreads(): Promise<void> {
  await Promise.allSettled(Array.from({ length: availableParallelism() }, () => indexInThread([[]])));
}
