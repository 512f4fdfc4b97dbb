import { languageOf } from '../syntax/language.ts';
import { indexInThread } from './index-files.ts';
import { afterStart } from './start-thread.ts';

/**
 * Has the thread that was started load the grammars of files that will have to be cut. It throws nothing.
 * @param signal ends the thread when it still loads.
 */
export function loadGrammars(paths: readonly string[], signal?: AbortSignal): Promise<unknown> {
  const examples = new Map(paths.map((path) => [languageOf(path), path]));
  const files = Array.from(examples.values(), (path) => ({ path, content: new Uint8Array(), wanted: true }));
  return afterStart(() => indexInThread([files], signal ? { signal } : {}));
}
