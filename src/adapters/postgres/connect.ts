import pg from 'pg';
import { type Database, databaseOf } from './database.ts';
import { openEmbedded } from './embedded.ts';

export interface OpenDatabase extends Database {
  /** For libraries that bring their own queries. */
  readonly pool: pg.Pool;
  readonly embedded: boolean;
  close(): Promise<void>;
}

export type DatabaseLocation = { readonly url: string } | { readonly directory: string };

/**
 * Opens a PostgreSQL server by URL, or the embedded database in a directory of its own.
 * @throws Error with one sentence when the server cannot be reached or the directory is in use.
 */
export async function connect(location: DatabaseLocation, onWait?: () => void): Promise<OpenDatabase> {
  return 'url' in location ? connectToServer(location.url) : openEmbedded(location.directory, onWait);
}

async function connectToServer(url: string): Promise<OpenDatabase> {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000 });
  // An idle connection that the server closes must not end the process; the next query opens another.
  pool.on('error', () => undefined);
  // Nor must one that is in use: its query fails by itself, and the pool drops the connection.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const database = databaseOf(pool);
  try {
    await database.query('select 1');
  } catch (cause) {
    await pool.end();
    throw new Error('The database at DATABASE_URL cannot be reached: check the address, the user and the server.', {
      cause,
    });
  }
  return { ...database, pool, embedded: false, close: () => pool.end() };
}
