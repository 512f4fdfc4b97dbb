import { connect, type OpenDatabase } from '../adapters/postgres/connect.ts';
import { migrate } from '../adapters/postgres/migrate.ts';
import type { CommandLineConfig } from '../config/environment.ts';
import { makeLocalHome, waitingForAnother } from './local-home.ts';

/**
 * Opens the database of a repository of this machine, and makes it where there is none.
 * @param say receives sentences for people.
 */
export async function openLocalDatabase(
  config: CommandLineConfig,
  gitDir: string,
  say: (sentence: string) => void,
): Promise<OpenDatabase> {
  const { location } = await makeLocalHome(config, gitDir);
  const database = await connect(location, () => say(waitingForAnother));
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}
