import { startThread } from '../indexing/start-thread.ts';

/** `goat index`: a thread loads what cuts files, while this one loads everything else. */
export async function loadIndexCommand() {
  void startThread();
  return (await import('./index.ts')).indexCommand;
}
