import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import type { TestProject } from 'vitest/node';
import { connect } from '../../src/adapters/postgres/connect.ts';
import { overEngine } from '../../src/adapters/postgres/embedded.ts';
import { migrate } from '../../src/adapters/postgres/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where tests find their database: a file to load, or a server and the database to copy. */
    databaseTemplate: { readonly file: string } | { readonly server: string; readonly name: string };
  }
}

/** Makes one migrated database for the whole run; each test that needs one opens a copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL;
  return server ? onServer(project, server) : embedded(project);
}

async function embedded(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(path.join(tmpdir(), 'goat-template-'));
  const engine = await PGlite.create({ dataDir: 'memory://', extensions: { vector } });
  const database = overEngine(engine, async () => undefined);
  await migrate(database);
  const file = path.join(directory, 'database.tar');
  await writeFile(file, Buffer.from(await (await engine.dumpDataDir('none')).arrayBuffer()));
  await database.close();
  project.provide('databaseTemplate', { file });
  return () => rm(directory, { recursive: true });
}

async function onServer(project: TestProject, server: string): Promise<() => Promise<void>> {
  const name = `goat_template_${process.pid}`;
  const admin = await connect({ url: server });
  await admin.query(`create database ${name}`);
  const url = new URL(server);
  url.pathname = name;
  const database = await connect({ url: url.href });
  await migrate(database);
  await database.close();
  project.provide('databaseTemplate', { server, name });
  return async () => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.close();
  };
}
