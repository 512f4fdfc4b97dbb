import type { Database } from './database.ts';

/** The small numbers that stand for repositories and embedders in the tables of the index. They are never removed. */
export function createIndexKeys(database: Database) {
  const known = new Map<string, number>();

  async function find(table: 'repositories' | 'embedders', key: string): Promise<number | undefined> {
    const name = `${table} ${key}`;
    const found = known.get(name);
    if (found !== undefined) return found;
    const [row] = await database.query<{ id: number }>(`select id from ${table} where key = $1`, [key]);
    if (row) known.set(name, row.id);
    return row?.id;
  }

  async function findOrAdd(table: 'repositories' | 'embedders', key: string): Promise<number> {
    const found = await find(table, key);
    if (found !== undefined) return found;
    await database.query(`insert into ${table} (key) values ($1) on conflict do nothing`, [key]);
    return findOrAdd(table, key);
  }

  return {
    repository: (key: string) => findOrAdd('repositories', key),
    embedder: (key: string) => findOrAdd('embedders', key),
    knownRepository: (key: string) => find('repositories', key),
    knownEmbedder: (key: string) => find('embedders', key),
  };
}

export type IndexKeys = ReturnType<typeof createIndexKeys>;
