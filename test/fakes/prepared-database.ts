import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { inject } from 'vitest';
import { makeLocalHome } from '../../src/compose/local-home.ts';
import { readCommandLineEnvironment } from '../../src/config/environment.ts';

/** Puts a database, as a start of the product leaves it, where a server with this home looks for its own. */
export function prepareServerHome(home: string): Promise<void> {
  return copyTo(path.join(home, 'server', 'database'));
}

/** The same for the command line on the repository with this git directory. */
export async function prepareLocalHome(home: string, gitDir: string): Promise<void> {
  const { location } = await makeLocalHome(readCommandLineEnvironment({ GOAT_HOME: home }), gitDir);
  if ('directory' in location) await copyTo(location.directory);
}

/** To make one anew takes seconds of each test that starts the product. */
async function copyTo(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await cp(inject('startedDatabase'), path.join(directory, 'data'), { recursive: true });
}
