import { languageOf } from '../syntax/language.ts';
import { indexInThread } from './index-files.ts';

/** Settles when the last call's files are loaded for. */
let before: Promise<unknown> = Promise.resolve();

/**
 * As `startThreads`, for a few files: they take one thread less time than another takes to start. Calls wait for each
 * other, so that all of them load what they need in the same thread. It throws nothing.
 * @param paths of files that will have to be cut: the grammars of their languages are loaded, too.
 * @param signal ends the thread when it still loads.
 */
export function startThread(paths: readonly string[] = [], signal?: AbortSignal): Promise<unknown> {
  const examples = new Map(paths.map((path) => [languageOf(path), path]));
  const files = Array.from(examples.values(), (path) => ({ path, content: new Uint8Array(), wanted: true }));
  const load = () => indexInThread([files], signal ? { signal } : {}).catch(() => undefined);
  before = before.then(load);
  return before;
}
