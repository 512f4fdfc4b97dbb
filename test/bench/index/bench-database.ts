import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect, type DatabaseLocation } from '../../../src/adapters/postgres/connect.ts';

export interface BenchDatabase {
  /** What people call it. */
  readonly name: string;
  readonly location: DatabaseLocation;
  remove(): Promise<void>;
}

/**
 * @param choice `embedded`, or the URL of a server, where a new database is made and removed.
 * @param name tells several of one process apart.
 */
export async function makeDatabase(choice: string, name = 'index'): Promise<BenchDatabase> {
  return choice === 'embedded' ? makeEmbedded() : makeOnServer(choice, `goat_bench_${name}_${process.pid}`, false);
}

/** The same, but it is taken as it is where it is there, and stays. */
export async function keepDatabase(choice: string, folder: string, name: string): Promise<BenchDatabase> {
  if (choice !== 'embedded') return makeOnServer(choice, `goat_bench_${name}`, true);
  return { name: embeddedName, location: { directory: path.join(folder, name) }, remove: async () => undefined };
}

const embeddedName = 'the embedded database';

async function makeEmbedded(): Promise<BenchDatabase> {
  const directory = await mkdtemp(path.join(tmpdir(), 'goat-bench-database-'));
  return {
    name: embeddedName,
    location: { directory },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

async function makeOnServer(server: string, name: string, isKept: boolean): Promise<BenchDatabase> {
  const admin = await connect({ url: server });
  const [row] = await admin.query<{ server_version: string }>('show server_version');
  const known = await admin.query('select from pg_database where datname = $1', [name]);
  if (known.length === 0) await admin.query(`create database ${name}`);
  const url = new URL(server);
  url.pathname = name;
  return {
    name: `PostgreSQL ${row?.server_version ?? ''}`,
    location: { url: url.href },
    async remove() {
      if (!isKept) await admin.query(`drop database ${name} with (force)`);
      await admin.close();
    },
  };
}
