import type { Pool, PoolClient } from 'pg';

/** SQL over one path, embedded or on a server. */
export interface Database {
  /** The caller names the row's type beside the SQL that makes it. */
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Commits when `work` resolves. The embedded database has one connection, so keep it short: all else waits. */
  transaction<T>(work: (transaction: Database) => Promise<T>): Promise<T>;
}

export function databaseOf(pool: Pool): Database {
  return {
    query: (sql, values) => withClient(pool, (client) => rows(client, sql, values)),
    transaction: (work) => withClient(pool, (client) => inTransaction(client, work)),
  };
}

/**
 * `pool.query` on the embedded database leaves its connection broken after one failing statement; a client that is
 * taken and given back does not.
 */
async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

async function inTransaction<T>(client: PoolClient, work: (transaction: Database) => Promise<T>): Promise<T> {
  const transaction: Database = {
    query: (sql, values) => rows(client, sql, values),
    transaction: (inner) => inner(transaction),
  };
  await client.query('begin');
  try {
    const result = await work(transaction);
    await client.query('commit');
    return result;
  } catch (error) {
    // A rollback fails only where the connection is gone, and the transaction with it; the first error is the reason.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function rows<Row extends object>(
  client: PoolClient,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  return (await client.query<Row>(sql, [...values])).rows;
}
