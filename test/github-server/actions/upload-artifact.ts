import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { zip } from './zip.ts';

const inputs = z.strictObject({
  name: z.string().default('artifact'),
  path: z.string(),
  'if-no-files-found': z.enum(['warn', 'error', 'ignore']).default('warn'),
  'retention-days': z.unknown().optional(),
  'compression-level': z.unknown().optional(),
  overwrite: z.unknown().optional(),
  'include-hidden-files': z.string().default('false'),
});

export interface Upload {
  readonly name: string;
  /** Null when no file was found. */
  readonly zip: Buffer | null;
  readonly ifNoFilesFound: 'warn' | 'error' | 'ignore';
}

/**
 * Packs files as `actions/upload-artifact` does: paths begin below the folder that was searched (with several, below
 * the folder they share), and hidden files stay out unless they are asked for.
 */
export async function packArtifact(workspace: string, given: Readonly<Record<string, string>>): Promise<Upload> {
  const request = inputs.parse(given);
  const patterns = request.path
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const searches = patterns.map((pattern) => {
    if (/[!?[\]{}]/.test(pattern)) throw new Error(`The local GitHub does not support the artifact path ${pattern}.`);
    return search(workspace, pattern);
  });
  const files = new Map<string, Buffer>();
  const found = (await Promise.all(searches.map(async ({ base, matches }) => filesBelow(base, matches)))).flat();
  const root = commonFolder(
    await Promise.all(searches.map(async ({ base }) => ((await isFile(base)) ? dirname(base) : base))),
  );
  for (const file of new Set(found)) {
    const path = relative(root, file);
    const isHidden = path.split('/').some((part) => part.startsWith('.'));
    if (request['include-hidden-files'] === 'true' || !isHidden) files.set(path, await readFile(file));
  }
  return {
    name: request.name,
    zip: files.size === 0 ? null : await zip(files),
    ifNoFilesFound: request['if-no-files-found'],
  };
}

/** The folder before the first pattern character, and what is wanted below it. */
function search(workspace: string, pattern: string): { base: string; matches: RegExp } {
  const parts = pattern.replace(/\/+$/, '').split('/');
  const wild = parts.findIndex((part) => part.includes('*'));
  const fixed = wild === -1 ? parts : parts.slice(0, wild);
  const source = (wild === -1 ? [] : parts.slice(wild))
    .map((part) =>
      part === '**'
        ? '.*'
        : part
            .split('*')
            .map((text) => text.replace(/[.+^$()|\\]/g, '\\$&'))
            .join('[^/]*'),
    )
    .join('/')
    .replaceAll('.*/', '(?:.*/)?');
  return {
    base: resolve(workspace, fixed.join('/')),
    matches: wild === -1 ? /^/ : new RegExp(`^${source}(?:/|$)`),
  };
}

async function filesBelow(base: string, matches: RegExp): Promise<string[]> {
  if (await isFile(base)) return [base];
  const paths = await readdir(base, { recursive: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const wanted = paths.filter((path) => matches.test(path)).map((path) => join(base, path));
  const kinds = await Promise.all(wanted.map(isFile));
  return wanted.filter((_, index) => kinds[index]);
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  return found?.isFile() ?? false;
}

function commonFolder(folders: readonly string[]): string {
  const [first = '/', ...rest] = folders;
  let common = first;
  while (!rest.every((folder) => folder === common || folder.startsWith(`${common}/`))) common = dirname(common);
  return common;
}
