import { createPatternStore } from '../adapters/postgres/pattern-store.ts';
import type { CommandLineConfig } from '../config/environment.ts';
import type { MemoryOwner, PatternStore } from '../memory/pattern-store.ts';
import { repositoryKey } from '../tasks/task.ts';
import { openLocalDatabase } from './open-local-database.ts';

/** What is remembered of a repository of this machine. */
export interface LocalMemory {
  readonly store: PatternStore;
  readonly owner: MemoryOwner;
  close(): Promise<void>;
}

/** @param say receives sentences for people. */
export async function openLocalMemory(
  config: CommandLineConfig,
  gitDir: string,
  say: (sentence: string) => void,
): Promise<LocalMemory> {
  const database = await openLocalDatabase(config, gitDir, say);
  const repository = repositoryKey({ host: 'local', gitDir });
  return {
    store: createPatternStore(database),
    owner: { repository, installation: null, origin: null },
    close: database.close,
  };
}
