import { type LocalIndex, openLocalIndex } from '../compose/local-index.ts';
import type { CommandLineConfig } from '../config/environment.ts';
import type { SnapshotRef } from '../indexing/snapshot.ts';
import type { IndexSummary } from '../indexing/update-index.ts';
import { interruptible } from './interruptible.ts';
import { say } from './say.ts';
import { updateAtTerminal } from './update-at-terminal.ts';

/** Does `work` with an index that is up to date for the commit; returns its exit code, or that of an interrupt. */
export async function withIndex(
  config: CommandLineConfig,
  snapshot: SnapshotRef,
  work: (index: LocalIndex, summary: IndexSummary, signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const index = await openLocalIndex(config, snapshot.gitDir, say);
  try {
    return await interruptible(async (signal) => work(index, await updateAtTerminal(index, snapshot, signal), signal));
  } finally {
    await index.close();
  }
}
