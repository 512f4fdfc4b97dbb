import { diffTrees } from '../workspace/diff-trees.ts';
import { loadGrammars } from './load-grammars.ts';
import type { SnapshotRef } from './snapshot.ts';
import { startThread } from './start-thread.ts';

/**
 * Has a thread load what the files need that a commit changes of its first parent, while the caller opens its database:
 * where the parent is in the index, they are what will be read. It throws nothing.
 * @param signal ends the thread when it still loads.
 */
export async function expectCommit({ gitDir, commit }: SnapshotRef, signal: AbortSignal): Promise<void> {
  void startThread();
  const difference = await diffTrees(gitDir, `${commit}^`, commit, signal).catch(() => undefined);
  if (difference === undefined) return;
  await loadGrammars(
    difference.after.map(({ path }) => path),
    signal,
  );
}
