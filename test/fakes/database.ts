import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { inject } from 'vitest';
import { connect, type OpenDatabase } from '../../src/adapters/postgres/connect.ts';
import { overEngine } from '../../src/adapters/postgres/embedded.ts';

/** A migrated database of this test's own: embedded, or on the server that `TEST_DATABASE_URL` names. */
export async function openTestDatabase(): Promise<OpenDatabase> {
  const template = inject('databaseTemplate');
  return 'file' in template ? loadFile(template.file) : copyOnServer(template.server, template.name);
}

async function loadFile(file: string): Promise<OpenDatabase> {
  const engine = await PGlite.create({
    dataDir: 'memory://',
    extensions: { vector },
    loadDataDir: new Blob([await readFile(file)]),
  });
  return overEngine(engine, async () => undefined);
}

async function copyOnServer(server: string, template: string): Promise<OpenDatabase> {
  const name = `goat_test_${randomUUID().replaceAll('-', '')}`;
  const admin = await connect({ url: server });
  await admin.query(`create database ${name} template ${template}`);
  const url = new URL(server);
  url.pathname = name;
  const database = await connect({ url: url.href });
  return {
    ...database,
    close: async () => {
      await database.close();
      await admin.query(`drop database ${name} with (force)`);
      await admin.close();
    },
  };
}
