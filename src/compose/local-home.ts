import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseLocation } from '../adapters/postgres/connect.ts';
import type { CommandLineConfig } from '../config/environment.ts';
import { Refusal } from '../config/refusal.ts';
import { databaseLocation } from './database-location.ts';

/** Where the state of a repository of this machine lies. */
export interface LocalHome {
  /** Short, and the same for the same git directory. */
  readonly key: string;
  readonly folder: string;
  readonly location: DatabaseLocation;
}

/**
 * Makes the folder for a repository's state where it is not there yet.
 * @throws Refusal when it cannot be made.
 */
export async function makeLocalHome(config: CommandLineConfig, gitDir: string): Promise<LocalHome> {
  const key = createHash('sha256').update(gitDir).digest('hex').slice(0, 16);
  const folder = path.join(config.home, 'repositories', key);
  try {
    await mkdir(folder, { recursive: true });
  } catch {
    throw new Refusal([`The folder ${folder} cannot be made: set GOAT_HOME to one that you can write to.`]);
  }
  return { key, folder, location: databaseLocation(config.secrets.databaseUrl, folder) };
}

/** What people are told while another process has the embedded database. */
export const waitingForAnother = 'Another goat works on this repository: waiting for it.';
