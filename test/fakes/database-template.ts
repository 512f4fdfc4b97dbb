import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import type { TestProject } from 'vitest/node';
import { createLogger } from '../../src/adapters/create-logger.ts';
import { connect } from '../../src/adapters/postgres/connect.ts';
import { overEngine } from '../../src/adapters/postgres/embedded.ts';
import { migrate } from '../../src/adapters/postgres/migrate.ts';
import { startRuntime } from '../../src/compose/runtime.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = path.join(root, 'node_modules', '.cache', 'goatcode');

declare module 'vitest' {
  interface ProvidedContext {
    /** Where tests find their database: a file to load, or a server and the database to copy. */
    databaseTemplate: { readonly file: string } | { readonly server: string; readonly name: string };
    /** A folder with the files of an embedded database on which the product was started once. */
    startedDatabase: string;
  }
}

/**
 * Makes one migrated database for the whole run, of which each test that needs one opens a copy, and one for those that
 * start the product.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('startedDatabase', await started());
  const server = process.env.TEST_DATABASE_URL;
  return server ? onServer(project, server) : embedded(project);
}

/** It takes seconds to make and is always the same, so later runs find it in a file that is named for what it is made of. */
async function embedded(project: TestProject): Promise<() => Promise<void>> {
  const file = path.join(cache, `database-${await version()}.tar`);
  if (!existsSync(file)) {
    const engine = await PGlite.create({ dataDir: 'memory://', extensions: { vector } });
    const database = overEngine(engine, async () => undefined);
    await migrate(database);
    const dump = Buffer.from(await (await engine.dumpDataDir('none')).arrayBuffer());
    await database.close();
    await mkdir(cache, { recursive: true });
    // Another run may look for it at any time, and must not find a half of it.
    await writeFile(`${file}.${process.pid}`, dump);
    await rename(`${file}.${process.pid}`, file);
  }
  project.provide('databaseTemplate', { file });
  return async () => undefined;
}

/** As `startRuntime` leaves it: with the tables of the durable engine beside ours. */
async function started(): Promise<string> {
  const directory = path.join(cache, `started-${await version()}`);
  if (!existsSync(directory)) {
    const making = `${directory}.${process.pid}`;
    const runtime = await startRuntime({
      location: { directory: making },
      executorId: 'template',
      log: createLogger('silent'),
      open: () => {
        throw new Error('There is no task to open.');
      },
    });
    await runtime.close();
    await rename(making, directory).catch(async () => rm(making, { recursive: true }));
  }
  return path.join(directory, 'data');
}

/** Changes with the migrations and with what is installed. */
async function version(): Promise<string> {
  const sources = ['package-lock.json', ...(await readdir(path.join(root, 'migrations'))).sort().map(inMigrations)];
  const hash = createHash('sha256');
  for (const source of sources) hash.update(`${source}\n`).update(await readFile(path.join(root, source)));
  return hash.digest('hex').slice(0, 16);
}

const inMigrations = (name: string) => path.join('migrations', name);

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
