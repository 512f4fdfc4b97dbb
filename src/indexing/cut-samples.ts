import { type FileContent, indexInThread } from './index-files.ts';
import { afterStart } from './start-thread.ts';

/** What hangs is met again where it counts. */
const limitMs = 5_000;

/**
 * Has the thread that was started load the grammars of files that will have to be cut, and compile what cuts what is in
 * them. It throws nothing.
 * @param samples may be without content.
 * @param signal ends the thread when it is still at it.
 */
export function cutSamples(samples: readonly FileContent[], signal?: AbortSignal): Promise<unknown> {
  return afterStart(() => indexInThread([samples], { limitMs, ...(signal ? { signal } : {}) }));
}
