import { connect } from '../adapters/postgres/connect.ts';
import { migrate } from '../adapters/postgres/migrate.ts';
import { createPatternStore } from '../adapters/postgres/pattern-store.ts';
import type { CommandLineConfig } from '../config/environment.ts';
import type { MemoryOwner, PatternStore } from '../memory/pattern-store.ts';
import { repositoryKey } from '../tasks/task.ts';
import { makeLocalHome, waitingForAnother } from './local-home.ts';

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
  const { location } = await makeLocalHome(config, gitDir);
  const database = await connect(location, () => say(waitingForAnother));
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  const repository = repositoryKey({ host: 'local', gitDir });
  return {
    store: createPatternStore(database),
    owner: { repository, installation: null, origin: null },
    close: database.close,
  };
}
