import path from 'node:path';
import type { DatabaseLocation } from '../adapters/postgres/connect.ts';
import { registerSecret } from '../security/redact-secrets.ts';

/** The server that is configured, else the embedded database in the folder. */
export function databaseLocation(databaseUrl: string | null, folder: string): DatabaseLocation {
  if (databaseUrl === null) return { directory: path.join(folder, 'database') };
  const { password } = new URL(databaseUrl);
  if (password !== '') registerSecret(decodeURIComponent(password));
  return { url: databaseUrl };
}
