import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { vector } from '@electric-sql/pglite-pgvector';
import pg from 'pg';
import { optimiseLater } from '../../threads/optimise-later.ts';
import type { OpenDatabase } from './connect.ts';
import { databaseOf } from './database.ts';
import { lockDirectory } from './lock-directory.ts';

/**
 * Opens the embedded database in `directory`, which this process alone uses until `close`.
 * @param onWait told once when another process has to be waited for.
 * @throws Error with one sentence when another process holds the directory for 30 s.
 */
export async function openEmbedded(directory: string, onWait?: () => void): Promise<OpenDatabase> {
  await mkdir(directory, { recursive: true });
  const unlock = await lockDirectory(directory, { onWait });
  optimiseLater();
  try {
    const engine = await PGlite.create({ dataDir: path.join(directory, 'data'), extensions: { vector } });
    return overEngine(engine, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Puts the ordinary `pg` pool over an embedded engine. */
export function overEngine(engine: PGlite, release: () => Promise<void>): OpenDatabase {
  const pool = new pg.Pool(createPgConfig(engine));
  const database = databaseOf(pool);
  // See `databaseOf`: libraries that call `pool.query` must go by the same safe way.
  Object.defineProperty(pool, 'query', {
    value: async (sql: string | pg.QueryConfig, values?: unknown[]) => {
      const client = await pool.connect();
      try {
        return await client.query(sql, values);
      } finally {
        client.release();
      }
    },
  });
  return {
    ...database,
    pool,
    embedded: true,
    close: async () => {
      await pool.end();
      await engine.close();
      await release();
    },
  };
}
