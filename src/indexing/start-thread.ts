import { offThread } from '../threads/off-thread.ts';

const loadInThread = offThread(import.meta.url, loadCutters);

/** Settles when what was asked for last is there. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Has one thread start and load what cuts files, when there is nothing to cut yet: a few files take one thread less time
 * than another takes to start. It throws nothing; what fails here fails again where it is needed.
 *
 * It is one of the first things that a command does, so this module loads next to nothing itself.
 */
export function startThread(): Promise<unknown> {
  return afterStart(() => loadInThread([]));
}

/** Does more in that thread, one after the other, since two things at once would start two threads. */
export function afterStart(work: () => Promise<unknown>): Promise<unknown> {
  before = before.then(work).catch(() => undefined);
  return before;
}

export async function loadCutters(): Promise<void> {
  await import('./index-files.ts');
}
