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

/** @param choice `embedded`, or the URL of a server, where a new database is made and removed. */
export async function makeDatabase(choice: string): Promise<BenchDatabase> {
  return choice === 'embedded' ? makeEmbedded() : makeOnServer(choice);
}

async function makeEmbedded(): Promise<BenchDatabase> {
  const directory = await mkdtemp(path.join(tmpdir(), 'goat-bench-database-'));
  return {
    name: 'the embedded database',
    location: { directory },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

async function makeOnServer(server: string): Promise<BenchDatabase> {
  const name = `goat_bench_${process.pid}`;
  const admin = await connect({ url: server });
  const [row] = await admin.query<{ server_version: string }>('show server_version');
  await admin.query(`create database ${name}`);
  const url = new URL(server);
  url.pathname = name;
  return {
    name: `PostgreSQL ${row?.server_version ?? ''}`,
    location: { url: url.href },
    async remove() {
      await admin.query(`drop database ${name} with (force)`);
      await admin.close();
    },
  };
}
